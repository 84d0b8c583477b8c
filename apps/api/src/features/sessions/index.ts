export { PasswordsService } from './passwords.service.js';
export { SessionsModule } from './sessions.module.js';
