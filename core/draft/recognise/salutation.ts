// Every part of a salutation ends in a word for people: 尊敬的王书记、各位领导、同志们.
const PEOPLE =
  /^(?:尊敬的|敬爱的|亲爱的)?.{0,24}(?:同志|领导|来宾|嘉宾|贵宾|朋友|代表|委员|同仁|同事|企业家|专家|学者|院士|教授|医生|护士|劳模|模范|工作者|志愿者|干警|民警|官兵|党员|干部|人士|校友|老师|师生|同学|乡亲|父老|女士|先生|战友|书记|[省市区县州镇乡村厅局处科所站队部院校会行社团]长|主席|主任|常委|组长|董事长|总经理|会员|客商|职工|队员|选手|家长|工友|伙伴|村民|居民|家人)们?$/u;
// Without a colon only these stand as a salutation, since any other words could be a sentence.
const PLAIN = /^(?:(?:尊敬的|亲爱的)?各位.{1,12}|(?:同志|朋友|同学|乡亲|女士|先生|战友|老师|代表|委员)们)$/u;
const LONGEST = 80;

/** Whether the whole line greets the listeners (尊敬的各位领导、同志们：). */
export function isSalutation(line: string): boolean {
  if (line.length > LONGEST || /[。；]/u.test(line)) return false;
  const colon = /[：:]$/u.test(line);
  const parts = line
    .replace(/[：:！!，,]$/u, "")
    .split(/[、，,\s]+/u)
    .filter((part) => part !== "");
  return parts.length > 0 && parts.every((part) => PEOPLE.test(part) && (colon || PLAIN.test(part)));
}

/** Whether the line greets some of the listeners and stops at a comma, so that the next line goes on greeting. */
export function opensSalutation(line: string): boolean {
  return /[，,、]$/u.test(line) && isSalutation(`${line.slice(0, -1)}：`);
}

/** Length of a salutation that runs into the text behind its colon (同志们：今天…); 0 when there is none. */
export function salutationLength(line: string): number {
  const colon = line.slice(0, LONGEST).search(/[：:]/u);
  return colon > 0 && colon < line.length - 1 && isSalutation(line.slice(0, colon + 1)) ? colon + 1 : 0;
}

/** The words of the salutation without its closing mark, as the meeting card keeps them. */
export function salutationWords(line: string): string {
  return line.replace(/[：:！!，,]$/u, "").trim();
}
