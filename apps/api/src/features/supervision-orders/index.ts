export { SupervisionOrdersModule } from './supervision-orders.module.js';
