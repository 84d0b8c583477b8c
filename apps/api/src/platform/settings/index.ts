export { Clock, SystemClock } from './clock.js';
export { SettingsModule } from './settings.module.js';
