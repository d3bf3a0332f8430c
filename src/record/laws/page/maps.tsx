import type { Translator } from '../../../foundation/i18n/translate.ts';
import { WorldMap } from '../../../ui/components/record/world-map.tsx';
import { doneBy, type Law, meets, questions } from '../model.ts';
import { Answer, signs } from './answer.tsx';

/** A country with its laws. */
export interface CountryLaws {
  code: string;
  name: string;
  own: readonly Law[];
}

const land = 'world-land';

/** For each thing that the campaign asks, a map of the world, and in words which country does what. */
export function LawMaps({ t, countries }: { t: Translator; countries: readonly CountryLaws[] }) {
  return (
    <div class="worlds">
      {questions.map((question, n) => {
        const marks = countries.map(({ code, name, own }) => {
          const does = doneBy(own, question);
          return { code, name, does, sign: meets(question, does) };
        });
        return (
          <figure class="drawing world">
            <figcaption>
              <h3>{t(`record.law.${question}`)}</h3>
            </figcaption>
            <WorldMap marks={marks} land={n === 0 ? { draws: land } : { takes: land }} />
            <ul class="answers">
              {signs.flatMap((sign) => {
                const [first, ...rest] = marks.filter((mark) => mark.sign === sign);
                return first
                  ? [
                      <li>
                        <Answer t={t} question={question} does={first.does} />
                        <ul>
                          {[first, ...rest].map(({ code, name }) => (
                            <li>
                              <a href={`#country-${code}`}>{name}</a>
                            </li>
                          ))}
                        </ul>
                      </li>,
                    ]
                  : [];
              })}
            </ul>
          </figure>
        );
      })}
    </div>
  );
}
