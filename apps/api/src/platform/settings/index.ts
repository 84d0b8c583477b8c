export { Clock } from './clock.js';
export { SettingsModule } from './settings.module.js';
