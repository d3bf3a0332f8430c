import { isObject, type Json, type JsonObject } from '../../api/kinds/statement.ts';
import type { Told1 } from '../../api/lists-store.ts';

/** An entity of FollowTheMoney: https://followthemoney.tech/explorer. Values are lists of texts. */
export interface Entity {
  id: string;
  schema: string;
  properties: Record<string, string[]>;
}

const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
const object = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

function entity(
  id: string,
  schema: string,
  properties: Record<string, readonly (Json | undefined)[]>,
): Entity {
  const said = Object.entries(properties).flatMap(([name, values]) => {
    const texts = values.flatMap((value) =>
      value === null || value === undefined || value === '' || typeof value === 'object'
        ? []
        : [String(value)],
    );
    return texts.length > 0 ? [[name, [...new Set(texts)]] satisfies [string, string[]]] : [];
  });
  return { id, schema, properties: Object.fromEntries(said) };
}

/** A text in all its languages. */
const inAll = (statement: JsonObject, name: string) =>
  Object.values(object(statement.texts)).map((text) => object(text)[name]);
/** The addresses of what a statement rests on. */
const sourceUrls = (statement: JsonObject) =>
  list(statement.citations).map(({ source }) => object(source).address);
const country = (value: Json | undefined) =>
  typeof value === 'string' && value !== 'INT' ? value.toLowerCase() : null;
const idOf = (statement: JsonObject, name: string): string => String(object(statement[name]).id ?? '');
const standing = (statement: JsonObject) => `standing: ${String(statement.standing ?? '')}`;

const ended = (name: JsonObject) => ['known', 'past'].includes(String(object(name.period).end));

function companyEntities(company: Told1): Entity[] {
  const names = list(company.names);
  const written = (some: readonly JsonObject[]) => some.map(({ name }) => name);
  const plain = names.filter(({ type }) => type !== 'abbreviation' && type !== 'transliteration');
  const present = plain.filter((name) => !ended(name));
  return [
    entity(company.id, 'Company', {
      // Of a company whose every name has ended the last known ones are its names.
      name: written(present.length > 0 ? present : names),
      previousName: present.length > 0 ? written(plain.filter(ended)) : [],
      alias: written(names.filter(({ type }) => type === 'transliteration')),
      weakAlias: written(names.filter(({ type }) => type === 'abbreviation')),
      country: [country(company.country)],
      summary: inAll(company, 'summary'),
      sourceUrl: sourceUrls(company),
    }),
    ...list(company.successions)
      .filter((one) => idOf(one, 'from') === company.id)
      .map(successionEntity),
    ...list(company.ownerships)
      .filter((one) => idOf(one, 'company') === company.id)
      .flatMap(ownershipEntities),
  ];
}

function successionEntity(one: JsonObject): Entity {
  const link = {
    date: [one.date],
    description: inAll(one, 'note'),
    status: [standing(one)],
    recordId: [one.id],
    sourceUrl: sourceUrls(one),
  };
  if (one.type === 'subsidiary-of')
    return entity(String(one.id), 'Ownership', {
      ...link,
      owner: [idOf(one, 'to')],
      asset: [idOf(one, 'from')],
      ownershipType: ['subsidiary'],
    });
  return entity(String(one.id), 'Succession', {
    ...link,
    predecessor: [idOf(one, 'from')],
    successor: [idOf(one, 'to')],
    role: [one.type],
  });
}

const ownerSchemas: Readonly<Record<string, string>> = {
  company: 'Company',
  organisation: 'Organization',
  state: 'PublicBody',
};

function ownershipEntities(one: JsonObject): Entity[] {
  const id = String(one.id);
  const period = object(one.period);
  const share = object(one.share);
  const known = idOf(one, 'ownerCompany');
  const owner = known === '' ? `${id}-owner` : known;
  const { min, max } = share;
  return [
    ...(known === ''
      ? [entity(owner, ownerSchemas[String(one.ownerIs)] ?? 'LegalEntity', { name: inAll(one, 'owner') })]
      : []),
    entity(id, 'Ownership', {
      owner: [owner],
      asset: [idOf(one, 'company')],
      percentage: min === undefined ? [] : [min === max ? min : `${String(min)}-${String(max)}`],
      startDate: [period.from],
      endDate: [period.to],
      status: [standing(one)],
      recordId: [id],
      sourceUrl: sourceUrls(one),
    }),
  ];
}

const buyerSchemas: Readonly<Record<string, string>> = {
  state: 'PublicBody',
  un: 'PublicBody',
  company: 'Company',
  ngo: 'Organization',
};

function buyerEntities(buyer: Told1): Entity[] {
  return [
    entity(buyer.id, buyerSchemas[String(buyer.type)] ?? 'LegalEntity', {
      name: inAll(buyer, 'name'),
      country: [country(buyer.country)],
      sourceUrl: sourceUrls(buyer),
    }),
  ];
}

function contractEntities(contract: Told1): Entity[] {
  const period = object(contract.period);
  const value = object(contract.value);
  const sum = { amount: [value.amount], currency: [value.currency] };
  return [
    entity(contract.id, 'Contract', {
      ...sum,
      title: inAll(contract, 'title'),
      description: inAll(contract, 'subject'),
      authority: [idOf(contract, 'buyer')],
      contractDate: [period.from],
      country: [country(contract.placeCountry)],
      notes: [standing(contract), value.amountIs ? `amount: ${String(value.amountIs)}` : null],
      sourceUrl: sourceUrls(contract),
    }),
    entity(`${contract.id}-award`, 'ContractAward', {
      ...sum,
      contract: [contract.id],
      supplier: [idOf(contract, 'company')],
      namesMentioned: [object(contract.underName).name],
      startDate: [period.from],
      endDate: [period.to],
      status: [standing(contract)],
      recordId: [contract.id],
    }),
  ];
}

function incidentEntities(incident: Told1): Entity[] {
  const figure = (name: string) => {
    const { min, max } = object(incident[name]);
    return min === undefined ? `${name}: unknown` : `${name}: ${String(min)}-${String(max)}`;
  };
  return [
    entity(incident.id, 'Event', {
      name: inAll(incident, 'title'),
      startDate: [incident.date],
      endDate: [incident.dateTo],
      location: [...inAll(incident, 'place'), ...inAll(incident, 'governorate')],
      summary: inAll(incident, 'summary'),
      involved: list(incident.companies).map((one) => idOf(one, 'company')),
      notes: [
        standing(incident),
        // The format has one standing for all of an event: that of each company's part is said beside it.
        ...list(incident.companies).map(
          (one) => `${String(object(one.company).name ?? '')}: ${String(one.role)}, ${standing(one)}`,
        ),
        figure('killed'),
        figure('injured'),
        `accountability: ${String(incident.accountability)}`,
      ],
      sourceUrl: sourceUrls(incident),
    }),
  ];
}

function caseEntities(one: Told1): Entity[] {
  return [
    entity(one.id, 'CourtCase', {
      name: inAll(one, 'title'),
      type: [one.type],
      status: [one.status],
      court: inAll(one, 'court'),
      country: [country(one.country)],
      fileDate: [one.filed],
      closeDate: [one.decided],
      notes: [standing(one)],
      summary: inAll(one, 'outcome'),
      sourceUrl: sourceUrls(one),
    }),
    ...list(one.companies).map((party) =>
      entity(`${one.id}-${idOf(party, 'company')}-${String(party.role)}`, 'CourtCaseParty', {
        case: [one.id],
        party: [idOf(party, 'company')],
        role: [party.role],
      }),
    ),
    ...list(one.incidents).map((about) =>
      entity(`${one.id}-${idOf(about, 'incident')}`, 'UnknownLink', {
        subject: [one.id],
        object: [idOf(about, 'incident')],
        role: ['about'],
      }),
    ),
  ];
}

/** What is told of each kind in FollowTheMoney, which has no laws and no treaties. */
export const entitiesOf: Readonly<Partial<Record<string, (told: Told1) => Entity[]>>> = {
  company: companyEntities,
  buyer: buyerEntities,
  contract: contractEntities,
  incident: incidentEntities,
  case: caseEntities,
};
