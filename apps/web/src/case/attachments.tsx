import { useQuery } from '@tanstack/react-query';
import { Failure } from '../app/failure';
import { listAttachments } from '../client/sdk.gen';
import type { CaseDetailDto } from '../client/types.gen';
import { AttachmentPicker } from '../form/attachment-picker';
import { answer } from '../lib/api';
import { dateTime } from '../lib/dates';
import { useWords } from '../words';

/** 附件: the files of the case, and a way to add one. */
export function Attachments({ one }: { one: CaseDetailDto }) {
  const { t } = useWords();
  const found = useQuery({
    queryKey: ['case', one.id, 'attachments'],
    queryFn: () => answer(listAttachments({ path: { id: one.id } })),
  });
  const files = found.data?.items ?? [];
  const mayAdd = one.commands.includes('attachments');
  if (files.length === 0 && !mayAdd && !found.isError) return null;
  return (
    <section className="panel">
      <h2>{t('web.case.attachments')}</h2>
      {found.isError && <Failure error={found.error} again={() => void found.refetch()} />}
      <ul className="files">
        {files.map(({ id, name, mediaType, uploadedBy, createdAt }) => (
          <li key={id}>
            {mediaType.startsWith('audio/') && (
              <audio controls preload="none" src={`/api/v1/attachments/${id}`} aria-label={name} />
            )}
            <a href={`/api/v1/attachments/${id}`} download>
              {mediaType.startsWith('image/') && (
                <img className="thumbnail" loading="lazy" alt="" src={`/api/v1/attachments/${id}`} />
              )}
              {name ?? t('web.erased')}
            </a>
            <div className="quiet">{[uploadedBy.name, dateTime(createdAt)].filter(Boolean).join(' · ')}</div>
          </li>
        ))}
      </ul>
      {mayAdd && <AttachmentPicker caseId={one.id} onlyAdd />}
    </section>
  );
}
