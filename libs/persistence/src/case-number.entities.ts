import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last number that a township gave in a year. */
@Entity('case_number_sequence')
export class CaseNumberSequenceEntity {
  @PrimaryColumn('uuid', { name: 'township_id' }) townshipId!: string;
  @PrimaryColumn('smallint') year!: number;
  @Column('int') last!: number;
}

/** The number that a case was given, whether it came to be opened or not. */
@Entity('case_number')
export class CaseNumberEntity {
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
  @Column('uuid', { name: 'township_id' }) townshipId!: string;
  @Column('smallint') year!: number;
  @Column('int') n!: number;
}
