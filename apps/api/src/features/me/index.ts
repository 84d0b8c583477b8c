export { AccountDto } from './dto/account-view.dto.js';
export { OfficePhoneDto } from './dto/office-phone.dto.js';
export { MeModule } from './me.module.js';
export { MeService } from './me.service.js';
