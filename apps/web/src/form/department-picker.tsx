import { useQuery } from '@tanstack/react-query';
import { Checkbox, Select } from 'antd';
import { listDepartments } from '../client/sdk.gen';
import { answer } from '../lib/api';
import type { Option } from './schema';

interface Props {
  several: boolean;
  /** Which may not be named, and why. */
  barred: Option[];
  id?: string;
  value?: string | string[];
  onChange?: (value: string | string[] | undefined) => void;
}

/** The departments in one's places: few enough to be shown at once. */
export function DepartmentPicker({ several, barred, id, value, onChange }: Props) {
  const found = useQuery({
    queryKey: ['departments'],
    queryFn: () => answer(listDepartments()),
    staleTime: 300_000,
  });
  const why = new Map(barred.map((one) => [one.id, one.barred]));
  const options = (found.data?.items ?? []).map((one) => ({
    value: one.id,
    disabled: why.has(one.id),
    label: why.has(one.id) ? `${one.name}（${why.get(one.id)}）` : one.name,
  }));
  return several ? (
    <Checkbox.Group
      options={options}
      value={(value ?? []) as string[]}
      onChange={(chosen) => onChange?.(chosen)}
    />
  ) : (
    <Select
      id={id}
      options={options}
      value={value as string | undefined}
      onChange={(chosen: string) => onChange?.(chosen)}
    />
  );
}
