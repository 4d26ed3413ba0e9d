import type { CorpusTune } from '../../src/abc/canonical/corpus.ts';
import { type Composer, createComposer } from '../../src/composer/composer.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Model } from '../../src/model/folder.ts';
import { seedRandom } from '../../src/model/random.ts';
import { indexMelodies, type MelodyIndex } from '../../src/training/novelty.ts';
import { asWritten, composeIn, type Drawing } from './composing.ts';
import { continueTunes, type SecondHalves } from './continuing.ts';
import { type Foresight, foresightOf } from './foresight.ts';
import { fieldOf, inMeter, METERS, type TuneMeter } from './human.ts';
import { type Distance, distanceOf, judge, type Judgement } from './judging.ts';
import { type Repetition, repetitionOf } from './repetition.ts';

/** What is evaluated, and on what. */
export interface Task {
  readonly model: Model;
  readonly engine: Engine;
  readonly training: readonly CorpusTune[];
  readonly unseen: readonly CorpusTune[];
  /** Tunes composed in each meter. */
  readonly count: number;
  readonly drawing: Drawing;
  /** Says what is being done. */
  readonly say: (line: string) => void;
}

/** Tunes of one way of composing. */
export interface Composed {
  readonly tunes: Readonly<Record<TuneMeter, readonly string[]>>;
  readonly judgements: Readonly<Record<TuneMeter, Judgement>>;
  /** Over all meters. */
  readonly repetition: Repetition;
  /** Of as many tunes in each meter as people's have, over all meters. */
  readonly distance: Distance;
}

export interface ByConstraint<T> {
  readonly constrained: T;
  readonly plain: T;
}

export interface Report {
  readonly model: string;
  readonly drawing: Drawing;
  readonly foresight: Foresight;
  readonly people: Judgement;
  readonly peopleInMeter: Readonly<Record<TuneMeter, Judgement>>;
  readonly composed: ByConstraint<Composed>;
  readonly continued: ByConstraint<SecondHalves>;
  readonly peopleContinued: SecondHalves;
}

/** All that is measured of a model. */
export async function evaluateModel(task: Task): Promise<Report> {
  const { model, engine, training, unseen, drawing, say } = task;
  say('bits per character …');
  const foresight = await foresightOf(
    model,
    engine,
    training.map(({ text }) => text),
    unseen.map(({ text }) => text),
  );
  const melodies = indexMelodies(training);
  const judgePeople = (tunes: readonly CorpusTune[]): Judgement =>
    judge(
      tunes.map(({ tune }) => tune),
      tunes.map(({ text }) => text),
      melodies,
    );
  const composer = await createComposer(model, engine, {
    clock: () => performance.now(),
    pause: () => Promise.resolve(),
  });
  const constrained = await composeAll(task, composer, melodies, true);
  const plain = await composeAll(task, composer, melodies, false);
  say('continuing tunes from the middle …');
  const records = unseen.map(({ tune }) => tune);
  const guided = await continueTunes(composer, records, true, drawing);
  const free = await continueTunes(composer, records, false, drawing);
  composer.dispose();
  return {
    model: model.card.name,
    drawing,
    foresight,
    people: judgePeople(unseen),
    peopleInMeter: forMeters((meter) =>
      judgePeople(unseen.filter(({ text }) => fieldOf(text, 'M') === meter)),
    ),
    composed: { constrained, plain },
    continued: { constrained: guided.continued, plain: free.continued },
    peopleContinued: guided.people,
  };
}

async function composeAll(
  { training, unseen, count, drawing, say }: Task,
  composer: Composer,
  melodies: MelodyIndex,
  constrained: boolean,
): Promise<Composed> {
  const random = seedRandom(drawing.seed);
  const composed = forMeters((): string[] => []);
  for (const meter of METERS) {
    say(`composing in ${meter}, ${constrained ? 'constrained' : 'plain'} …`);
    const own = inMeter(unseen, meter);
    const people = own.length > 0 ? own : inMeter(training, meter);
    composed[meter] = await composeIn(composer, meter, people, count, constrained, drawing, random);
  }
  const judgements = forMeters((meter) => judge(composed[meter], composed[meter].map(asWritten), melodies));
  const people = METERS.flatMap((meter) => inMeter(unseen, meter));
  const likewise = METERS.flatMap((meter) =>
    composed[meter].slice(0, inMeter(unseen, meter).length).map(asWritten),
  );
  const repetition = repetitionOf(METERS.flatMap((meter) => composed[meter].map(asWritten)));
  return { tunes: composed, judgements, repetition, distance: distanceOf(people, likewise, random) };
}

function forMeters<T>(of: (meter: TuneMeter) => T): Record<TuneMeter, T> {
  return {
    '6/8': of('6/8'),
    '4/4': of('4/4'),
    '2/2': of('2/2'),
    '2/4': of('2/4'),
    '3/4': of('3/4'),
    '9/8': of('9/8'),
  };
}
