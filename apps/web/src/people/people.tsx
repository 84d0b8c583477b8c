import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Input, Select, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { Failure } from '../app/failure';
import { createPerson, listPersons, searchPersons } from '../client/sdk.gen';
import type { NewPersonDto } from '../client/types.gen';
import { Ask } from '../form/ask';
import { object } from '../form/ask-schemas';
import { usePlaceChoices } from '../intake/place-choices';
import { answer, queries } from '../lib/api';
import { useWords } from '../words';
import { personFields } from './fields';
import { PersonPanel } from './person';

/** 人员: those of a village, found by part of the name or pinyin, and corrected. */
export function People(): ReactNode {
  const { t } = useWords();
  const places = usePlaceChoices();
  const villages = places.filter(({ value, villageId }) => value === villageId);
  const [chosenVillage, setVillage] = useState<string>();
  const village = chosenVillage ?? villages[0]?.value ?? places[0]?.villageId;
  const [gridId, setGrid] = useState<string>();
  const [typed, setTyped] = useState('');
  const [person, setPerson] = useState<string>();
  const [entering, setEntering] = useState(false);
  const q = typed.trim();
  const found = useQuery({
    queryKey: ['persons', 'search', village, gridId, q],
    enabled: village !== undefined && q !== '',
    queryFn: () => answer(searchPersons({ body: { q, villageId: village, gridId, limit: 50 } })),
  });
  const all = useInfiniteQuery({
    queryKey: ['persons', 'list', village, gridId],
    enabled: village !== undefined && q === '',
    queryFn: ({ pageParam }) =>
      answer(listPersons({ query: { villageId: village, gridId, cursor: pageParam, limit: 50 } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const shown = q === '' ? all : found;
  const items = q === '' ? (all.data?.pages.flatMap((page) => page.items) ?? []) : (found.data?.items ?? []);
  const grids = places.filter(({ value, villageId }) => villageId === village && value !== village);
  return (
    <>
      <header className="head">
        <h1>{t('web.nav.people')}</h1>
        <Button type="primary" disabled={!village} onClick={() => setEntering(true)}>
          {t('web.people.new')}
        </Button>
      </header>
      <div className="filters" role="search">
        <Input.Search
          aria-label={t('web.people.search')}
          placeholder={t('web.people.search')}
          allowClear
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          style={{ maxWidth: 320 }}
          data-search
        />
        {villages.length > 1 && (
          <Select
            aria-label={t('web.case.village')}
            style={{ minWidth: 160 }}
            value={village}
            onChange={(next: string) => {
              setVillage(next);
              setGrid(undefined);
            }}
            options={villages}
          />
        )}
        {grids.length > 0 && (
          <Select
            aria-label={t('web.people.inGrid')}
            placeholder={t('web.people.inGrid')}
            style={{ minWidth: 160 }}
            allowClear
            value={gridId}
            onChange={(next: string | undefined) => setGrid(next)}
            options={grids}
          />
        )}
      </div>
      {shown.isError && <Failure error={shown.error} again={() => void shown.refetch()} />}
      {shown.isLoading && <Skeleton active />}
      <ul className="rows panel" style={{ marginTop: 18 }}>
        {items.map(({ id, name, nickname, phone, birthYear, gridId }) => (
          <li key={id}>
            <span>
              <Button type="link" style={{ padding: 0 }} onClick={() => setPerson(id)}>
                {name ?? t('web.erased')}
              </Button>{' '}
              <span className="quiet">
                {[
                  nickname,
                  places.find(({ value }) => value === gridId)?.label,
                  birthYear && t('web.people.born', { year: birthYear }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {phone && <a href={`tel:${phone}`}>{phone}</a>}
          </li>
        ))}
        {shown.data && items.length === 0 && <li className="quiet">{t('web.people.none')}</li>}
      </ul>
      {q === '' && all.hasNextPage && (
        <Button onClick={() => void all.fetchNextPage()}>{t('web.more')}</Button>
      )}
      {person && <PersonPanel id={person} grids={grids} close={() => setPerson(undefined)} />}
      {entering && (
        <Ask
          title={t('web.people.new')}
          schema={object(personFields(t, grids), ['name'])}
          send={async (body, headers) => {
            await answer(
              createPerson({ body: { ...(body as unknown as NewPersonDto), villageId: village! }, headers }),
            );
            await queries.invalidateQueries({ queryKey: ['persons'] });
          }}
          close={() => setEntering(false)}
        />
      )}
    </>
  );
}
