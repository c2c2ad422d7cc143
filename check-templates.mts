// throwaway: npx tsx check-templates.mts [ids…]
import { readdirSync, readFileSync } from "node:fs";
import { templateSchema } from "./core/template/schema.ts";
const FIELDS = new Set(["meeting","shortName","year","previousYear","nextYear","date","place","region","topic","host","audience","salutation","speaker.name","speaker.post","timeLimitMinutes","promise"]);
const only = process.argv.slice(2);
const texts: Record<string,string[]> = {};
for (const file of readdirSync("templates").filter(f=>f.endsWith(".json"))) {
  const raw = JSON.parse(readFileSync("templates/"+file,"utf8"));
  const r = templateSchema.safeParse(raw);
  const say=(m:string)=>{ if(!only.length||only.includes(file.replace(".json",""))) console.log(file,m); };
  if(!r.success){ say(JSON.stringify(r.error.issues.slice(0,5))); continue; }
  const t=r.data; if(file!==t.id+".json") say("id differs from file name");
  const used=new Set<string>();
  const scan=(s:string,where:string,slotsAllowed=true)=>{ for(const m of s.matchAll(/\{([^}]*)\}/g)) if(!FIELDS.has(m[1]!)) say(`${where}: unknown field {${m[1]}}`);
    for(const m of s.matchAll(/\[([^\]]*)\]/g)) { if(!slotsAllowed) say(`${where}: slot inside a wording`); if(!t.slots[m[1]!]) say(`${where}: unknown slot [${m[1]}]`); used.add(m[1]!);} 
    if(/["'](?=[\u4e00-\u9fff])|[,;:!?](?=[\u4e00-\u9fff])|\(|\)/.test(s.replace(/[\[\{][^\]\}]*[\]\}]/g,""))) say(`${where}: half-width punctuation: ${s.slice(0,40)}`); };
  scan(t.title,"title");
  for(const [k,s] of Object.entries(t.slots)) for(const w of s.wordings){ scan(w,k,false); const n=[...w].length; if(n<s.characters.min*0.5||n>s.characters.max*1.3) say(`${k}: wording of ${n} for ${s.characters.min}-${s.characters.max}: ${w.slice(0,20)}`); (texts[t.id]??=[]).push(w);} 
  for(const p of t.patterns){ const keys=new Set<string>(); let h1=0; let est=0; let promise="";
    for(const b of p.body){ if(keys.has(b.key)) say(`${p.id}: key ${b.key} twice`); keys.add(b.key); scan((b.lead??"")+b.text,`${p.id}/${b.key}`); if(b.type==="heading"&&b.level===1)h1++; if(b.type==="heading"&&!b.level) say(`${b.key}: heading without level`); if(b.leadLevel&&!b.lead) say(`${b.key}: leadLevel without lead`);
      const plain=((b.lead??"")+b.text).replace(/\[([^\]]*)\]/g,(_,k)=>{const c=t.slots[k]?.characters; est+=c?(c.min+c.max)/2:0; return "";}); est+=[...plain].length; const m=/([一二三四五六七八九])(?:个方面|点|件事|条)/.exec(plain); if(m&&/讲|谈|提|强调|说/.test(plain)&&b.key.startsWith("opening")) promise=m[1]!; (texts[t.id]??=[]).push(plain);} 
    if(promise&&h1&&"〇一二三四五六七八九".indexOf(promise)!==h1) say(`${p.id}: promises ${promise} but has ${h1} parts`);
    const {min,max}=t.targetCharacters; say(`${p.id}: about ${Math.round(est)} of ${min}-${max}; blocks ${p.body.length}, parts ${h1}`); if(est<min*0.85||est>max*1.1) say(`  OUT OF RANGE`); }
  for(const k of Object.keys(t.slots)) if(!used.has(k)) say(`slot ${k} is never used`);
  say(`slots ${Object.keys(t.slots).length}, required ${Object.values(t.slots).filter(s=>s.required).length}, wordings ${Object.values(t.slots).reduce((n,s)=>n+s.wordings.length,0)}`);
}
// near-duplicates across types: shared 12-grams
const grams=(ts:string[])=>{const s=new Set<string>(); for(const x of ts){const c=x.replace(/[\s，。、；：！？“”【】《》\[\]\{\}a-zA-Z.]/g,""); for(let i=0;i+8<=c.length;i++) s.add(c.slice(i,i+8));} return s;};
const ids=Object.keys(texts); const g=Object.fromEntries(ids.map(i=>[i,grams(texts[i]!)]));
for(const a of ids) for(const b of ids) if(a<b){ const shared=[...g[a]!].filter(x=>g[b]!.has(x)); const ratio=shared.length/Math.min(g[a]!.size,g[b]!.size); if(ratio>0.03) console.log(`${a} ~ ${b}: ${(ratio*100).toFixed(1)} % shared 8-grams, e.g. ${shared.slice(0,4).join(" / ")}`);} 
