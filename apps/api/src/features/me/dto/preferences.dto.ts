import { NestedListField, TextField, TextsField } from '../../../platform/validation/index.js';

export class SavedViewDto {
  @TextField({ description: '名称 · Name', max: 40, example: '等签字的' })
  name!: string;

  @TextField({
    description: '台账网址中问号后的条件 · The conditions, as they stand in the address of the register',
    max: 1_500,
    example: 'stepKind=sign',
  })
  search!: string;
}

export class PreferencesDto {
  @TextsField({
    description: '常用语 · Phrases that one often writes',
    max: 50,
    maxLength: 500,
    example: ['入户了解情况，双方愿意由村里说和。'],
  })
  phrases!: string[];

  @NestedListField(() => SavedViewDto, {
    description: '存下的台账条件 · Saved views of the register',
    max: 30,
    example: [{ name: '等签字的', search: 'stepKind=sign' }],
  })
  views!: SavedViewDto[];

  @TextsField({
    description: '台账显示的列，按顺序 · Columns of the register in their order',
    max: 30,
    maxLength: 40,
    optional: true,
    example: ['title', 'number', 'parties'],
  })
  columns?: string[];
}
