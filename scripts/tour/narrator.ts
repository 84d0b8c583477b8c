/** Tells the tour in plain words: Chinese first, English beside it. */
export class Narrator {
  private step = 0;

  /** @param quiet whether the beginning is known already: then it is told from {@link speakUp} on */
  constructor(
    private readonly write: (text: string) => void,
    private quiet = false,
  ) {}

  speakUp(): void {
    if (this.quiet) this.line(`     … 前${this.step}步同上 · the first ${this.step} steps as above`);
    this.quiet = false;
  }

  story(letter: string, zh: string, en: string): void {
    this.step = 0;
    this.line(`\n【${letter}】${zh}\n    ${en}\n${'─'.repeat(72)}`);
  }

  /** One step: who, when it happened, what. */
  tell(at: Date, who: string, zh: string, en: string): void {
    this.step += 1;
    if (this.quiet) return;
    const day = new Intl.DateTimeFormat('zh-CN', {
      timeZone: 'Asia/Shanghai',
      month: '2-digit',
      day: '2-digit',
    });
    this.line(`${String(this.step).padStart(3)}. ${day.format(at)}  ${who}：${zh}\n${' '.repeat(12)}${en}`);
  }

  /** What happens by itself. */
  remark(zh: string, en: string): void {
    this.line(`${' '.repeat(5)}· ${zh}\n${' '.repeat(12)}${en}`);
  }

  line(text: string): void {
    this.write(`${text}\n`);
  }
}
