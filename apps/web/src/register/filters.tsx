import { Button, Checkbox, Select } from 'antd';
// One by one: together they bring fields of many lines along, which this page has none of.
import Input from 'antd/es/input/Input';
import Search from 'antd/es/input/Search';
import { useState } from 'react';
import { placeOptions, usePlaces } from '../admin/appointment';
import type { PlaceDto } from '../client/types.gen';
import { labelsOf, useWords } from '../words';
import { OfPerson } from './of-person';
import type { RegisterSearch } from './search';
import { useTyped } from './typed';

const EVERY = '';

interface Props {
  search: RegisterSearch;
  choose(change: Partial<RegisterSearch>): void;
}

const choicesOf = (family: string) =>
  Object.entries(labelsOf(family)).map(([value, label]) => ({ value, label }));

/** Villages alone: of a single one there is nothing to choose. */
const villagesOf = (places: readonly PlaceDto[]): PlaceDto[] =>
  places.flatMap((place) =>
    place.level === 'village' ? (place.inScope ? [place] : []) : villagesOf(place.children),
  );

export function Filters({ search, choose }: Props) {
  const { t } = useWords();
  const { status, category, village, stepKind, from, to, overdue, reported, person } = search;
  const typed = useTyped(search);
  const places = usePlaces();
  const villages = placeOptions(
    villagesOf(places.data?.items ?? []).map((one) => ({ ...one, children: [] })),
  );
  const { columns: _columns, layout: _layout, ...conditions } = search;
  const filtered = Object.values(conditions).some((value) => value !== undefined);
  // On a phone the list comes first.
  const [unfolded, setUnfolded] = useState(() => window.innerWidth >= 720);
  return (
    <div className="filters" role="search">
      <Search
        key={typed.text}
        aria-label={t('web.register.search')}
        placeholder={t('web.register.search')}
        defaultValue={typed.text}
        allowClear
        onSearch={(text) => void typed.seal(text).then((find) => choose({ find, q: undefined }))}
        style={{ maxWidth: 360 }}
        data-search
      />
      {person && <OfPerson id={person} close={() => choose({ person: undefined })} />}
      <details open={unfolded} onToggle={({ currentTarget }) => setUnfolded(currentTarget.open)}>
        <summary>{t('web.register.filters')}</summary>
        <div className="filters">
          <Select
            aria-label={t('web.register.status')}
            style={{ minWidth: 110 }}
            value={status ?? EVERY}
            onChange={(value) => choose({ status: (value || undefined) as RegisterSearch['status'] })}
            options={[
              { value: EVERY, label: t('web.register.all') },
              { value: 'open', label: t('web.register.open') },
              { value: 'closed', label: t('web.register.closed') },
            ]}
          />
          <Select
            aria-label={t('field.category')}
            style={{ minWidth: 130 }}
            value={category ?? EVERY}
            onChange={(value) => choose({ category: (value || undefined) as RegisterSearch['category'] })}
            options={[{ value: EVERY, label: t('web.register.everyCategory') }, ...choicesOf('category')]}
          />
          {villages.length > 1 && (
            <Select
              aria-label={t('web.case.village')}
              style={{ minWidth: 130 }}
              value={village ?? EVERY}
              onChange={(value) => choose({ village: value || undefined })}
              options={[
                { value: EVERY, label: t('web.register.everyVillage') },
                ...villages.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
          <Select
            aria-label={t('web.case.stage')}
            style={{ minWidth: 130 }}
            value={stepKind ?? EVERY}
            onChange={(value) => choose({ stepKind: value || undefined })}
            options={[{ value: EVERY, label: t('web.register.everyStage') }, ...choicesOf('kind')]}
          />
          <Select
            aria-label={t('column.reported')}
            style={{ minWidth: 130 }}
            value={reported ?? EVERY}
            onChange={(value) => choose({ reported: (value || undefined) as RegisterSearch['reported'] })}
            options={[
              { value: EVERY, label: t('web.marks.either') },
              { value: 'no', label: t('web.marks.no') },
              { value: 'yes', label: t('web.marks.yes') },
            ]}
          />
          <label>
            {t('web.register.from')}{' '}
            <Input
              type="date"
              style={{ width: 150 }}
              value={from ?? ''}
              onChange={({ target }) => choose({ from: target.value || undefined })}
            />
          </label>
          <label>
            {t('web.register.to')}{' '}
            <Input
              type="date"
              style={{ width: 150 }}
              value={to ?? ''}
              onChange={({ target }) => choose({ to: target.value || undefined })}
            />
          </label>
          <Checkbox
            checked={overdue ?? false}
            onChange={({ target }) => choose({ overdue: target.checked || undefined })}
          >
            {t('web.register.overdue')}
          </Checkbox>
          {filtered && (
            <Button
              type="link"
              onClick={() =>
                choose(Object.fromEntries(Object.keys(conditions).map((key) => [key, undefined])))
              }
            >
              {t('web.register.clear')}
            </Button>
          )}
        </div>
      </details>
    </div>
  );
}
