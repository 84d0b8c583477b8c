import { CalendarCases, type Pool } from '#persistence';
import { Module } from '@nestjs/common';
import { POOL } from '../../platform/database/index.js';
import { CalendarDraftsService } from './calendar-drafts.service.js';
import { CalendarDraftsController } from './calendar-drafts.controller.js';
import { CalendarsController } from './calendars.controller.js';
import { CalendarsService } from './calendars.service.js';

@Module({
  controllers: [CalendarDraftsController, CalendarsController],
  providers: [
    { provide: CalendarCases, inject: [POOL], useFactory: (pool: Pool) => new CalendarCases(pool) },
    CalendarDraftsService,
    CalendarsService,
  ],
})
export class CalendarsModule {}
