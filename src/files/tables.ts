import type { ColumnType, Generated } from 'kysely';
import type { Id } from '../foundation/database/id.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import type { PictureFormat, UploadState } from './model.ts';

interface FileTable {
  sha256: Buffer;
  bytes: number;
  media_type: string;
  name: string;
  made_at: Generated<Date>;
  uploaded_by: string | null;
  discreet: Generated<boolean>;
  private: Generated<boolean>;
  put_away_at: ColumnType<Date | null, never, Date | null>;
  put_away_by: ColumnType<string | null, never, string | null>;
}

interface UploadTable {
  id: Id;
  staff_id: Id;
  name: string;
  bytes: number;
  discreet: boolean;
  letter_of: Id | null;
  state: Generated<UploadState>;
  reason: string | null;
  begun_at: Generated<Date>;
  touched_at: Generated<Date>;
  received_at: Date | null;
  done_at: Date | null;
  tries: Generated<number>;
  leased_until: Date | null;
  held: Generated<boolean>;
  sha256: Buffer | null;
}

declare module '../foundation/database/tables.ts' {
  interface Tables {
    file: FileTable;
    upload: UploadTable;
    picture: { sha256: Buffer; width: number; height: number; focal_x: number; focal_y: number };
    picture_variant: {
      picture: Buffer;
      format: PictureFormat;
      width: number;
      height: number;
      sha256: Buffer;
      bytes: number;
    };
    file_text: { sha256: Buffer; lang: Lang; alt: string; credit: string };
    file_use: { sha256: Buffer; thing_id: Id; field: string };
  }
}
