import {
  certainRange,
  type Day,
  type PartialDate,
  possibleRange,
} from '../../foundation/text/partial-date.ts';
import type { CompanyName } from '../companies/model.ts';
import { daysOf, type NameThen, nameThen, type Period } from '../then.ts';

/** What the company of a contract was called. */
export interface Borne {
  /** The name in the contract, where a source gives it; else that of its beginning, or, where nobody gives that, of its end. */
  first: { name: CompanyName; how: NameThen['then'] | 'in-contract' } | null;
  /** The names that it took in place of others while it certainly held the contract, in their order. */
  later: CompanyName[];
}

type Held = Period & { nameId: string | null };

/**
 * @returns what the company was called when the contract began, and what it was renamed to while it held it.
 * @param names all public names of the company.
 */
export function namesBorne(contract: Held, names: readonly CompanyName[]): Borne {
  const given = names.find(({ id }) => id === contract.nameId);
  if (given) return { first: { name: given, how: 'in-contract' }, later: [] };
  const when = contract.from ?? contract.to ?? asOf(contract);
  const borne = when === null ? null : nameThen(names, daysOf(when));
  return {
    first: borne && { name: borne.name, how: borne.then },
    later: onePerDate(takenWhileHeld(contract, names, borne?.name ?? null)),
  };
}

/**
 * @returns whether the company certainly held the contract under another name than it had begun with: a name in it, or one
 * that it took while it held it, began when an earlier one ended. The store says the same in SQL.
 */
export function isUnderLaterName(contract: Held, names: readonly CompanyName[]): boolean {
  const given = names.find(({ id }) => id === contract.nameId);
  if (given) return isPlain(given) && names.some((earlier) => follows(given, earlier));
  return names.some(
    (later) => names.some((earlier) => follows(later, earlier)) && heldAfterBeginning(contract, later),
  );
}

/** The day on which a page about the company shows it as it was under this contract; null where no date is known. */
export function dayOf(contract: Period): Day | null {
  const certain = certainRange(contract.from, contract.to);
  const when = contract.from ?? contract.to ?? asOf(contract);
  return certain?.from ?? (when === null ? null : possibleRange(when).from);
}

const isPlain = ({ kind }: CompanyName) => kind !== 'abbreviation' && kind !== 'transliteration';

/** A renaming: the later name began no sooner than the earlier one ended. */
function follows(later: CompanyName, earlier: CompanyName): boolean {
  return (
    isPlain(later) &&
    isPlain(earlier) &&
    later.from !== null &&
    earlier.to !== null &&
    later.name.toLowerCase() !== earlier.name.toLowerCase() &&
    possibleRange(later.from).from >= possibleRange(earlier.to).from
  );
}

/** Whether the contract was certainly held on a day on which the name had certainly begun. */
function heldAfterBeginning(contract: Held, { from }: CompanyName): boolean {
  if (from === null) return false;
  const begun = from.length === 10 ? from : possibleRange(from).to;
  const days = [
    contract.from && possibleRange(contract.from).from,
    contract.to && possibleRange(contract.to).from,
    contract.endIs === 'ongoing' ? contract.ongoingAsOf : null,
  ];
  return days.some((day) => day != null && day >= begun);
}

function takenWhileHeld(contract: Held, names: readonly CompanyName[], first: CompanyName | null) {
  const beginning = first?.from ?? null;
  return names
    .filter((name) => name !== first && (beginning === null || (name.from ?? '') > beginning))
    .filter((name) => names.some((earlier) => follows(name, earlier)))
    .filter((name) => heldAfterBeginning(contract, name))
    .toSorted((a, b) => (a.from ?? '').localeCompare(b.from ?? ''));
}

/** Of names that began together, a legal and a short form say, the first of the record stands for all. */
function onePerDate(names: readonly CompanyName[]): CompanyName[] {
  return names.filter((name, index) => names.findIndex(({ from }) => from === name.from) === index);
}

/** The day on which a source says that the contract runs. */
function asOf({ endIs, ongoingAsOf }: Period): PartialDate | null {
  return endIs === 'ongoing' && ongoingAsOf ? (ongoingAsOf as PartialDate) : null; // a date column
}
