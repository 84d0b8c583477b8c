import { Button, Skeleton, Space } from 'antd';
import { useState, type ReactNode } from 'react';
import { Failure } from '../app/failure';
import { createDepartment, createPlace, renamePlace } from '../client/sdk.gen';
import type { PlaceDto } from '../client/types.gen';
import { Ask } from '../form/ask';
import { line, object } from '../form/ask-schemas';
import { answer, queries } from '../lib/api';
import { useWords } from '../words';
import { usePlaces } from './appointment';

interface Asking {
  what: 'add' | 'rename' | 'department';
  place: PlaceDto;
}

/** 机构: the tree of places, to which the administrator adds. */
export function Places(): ReactNode {
  const { t } = useWords();
  const places = usePlaces();
  const [asking, setAsking] = useState<Asking>();
  const close = () => {
    setAsking(undefined);
    void queries.invalidateQueries({ queryKey: ['places'] });
  };
  return (
    <>
      <header className="head">
        <h1>{t('web.nav.places')}</h1>
      </header>
      {places.isPending && <Skeleton active />}
      {places.isError && <Failure error={places.error} again={() => void places.refetch()} />}
      <div className="panel">
        <Branch places={places.data?.items ?? []} ask={setAsking} />
      </div>
      {asking?.what === 'add' && (
        <Ask
          title={t('web.admin.addBelow', { name: asking.place.name })}
          schema={object({ name: line(t('web.admin.placeName')), divisionCode: line(t('web.admin.code')) }, [
            'name',
          ])}
          send={(body, headers) =>
            answer(
              createPlace({ body: { ...(body as { name: string }), parentId: asking.place.id }, headers }),
            )
          }
          close={close}
        />
      )}
      {asking?.what === 'rename' && (
        <Ask
          title={t('web.admin.rename')}
          schema={object({ name: line(t('web.admin.placeName')), divisionCode: line(t('web.admin.code')) }, [
            'name',
          ])}
          initial={{ name: asking.place.name, divisionCode: asking.place.divisionCode }}
          send={(body) =>
            answer(renamePlace({ path: { id: asking.place.id }, body: body as { name: string } }))
          }
          close={close}
        />
      )}
      {asking?.what === 'department' && (
        <Ask
          title={t('web.admin.addDepartment', { name: asking.place.name })}
          schema={object({ name: line(t('web.admin.placeName')) })}
          send={(body, headers) =>
            answer(
              createDepartment({
                body: { ...(body as { name: string }), kind: 'other', placeId: asking.place.id },
                headers,
              }),
            )
          }
          close={close}
        />
      )}
    </>
  );
}

function Branch({ places, ask }: { places: PlaceDto[]; ask: (asking: Asking) => void }) {
  const { t } = useWords();
  return (
    <ul className="tree">
      {places.map((place) => (
        <li key={place.id}>
          <div className="branch">
            <span>
              {place.name} <span className="quiet">{t(`level.${place.level}`)}</span>
            </span>
            <Space wrap>
              {place.level !== 'grid' && (
                <Button
                  size="small"
                  onClick={() => ask({ what: 'add', place })}
                  aria-label={`${t('web.form.add')} ${place.name}`}
                >
                  {t('web.form.add')}
                </Button>
              )}
              {(place.level === 'township' || place.level === 'county') && (
                <Button
                  size="small"
                  onClick={() => ask({ what: 'department', place })}
                  aria-label={`${t('web.admin.department')} ${place.name}`}
                >
                  {t('web.admin.department')}
                </Button>
              )}
              <Button
                size="small"
                onClick={() => ask({ what: 'rename', place })}
                aria-label={`${t('web.admin.rename')} ${place.name}`}
              >
                {t('web.admin.rename')}
              </Button>
            </Space>
          </div>
          {place.children.length > 0 && <Branch places={place.children} ask={ask} />}
        </li>
      ))}
    </ul>
  );
}
