import { describe, expect, it } from "vitest";
import { orderedSalutation } from "#core/card/ordered-salutation";

describe("orderedSalutation", () => {
  it.each([
    ["同志们、各位领导", "各位领导、同志们"],
    ["各位来宾、各位领导、同志们", "各位领导、各位来宾、同志们"],
    ["尊敬的各位来宾，各位领导，朋友们", "尊敬的各位领导，各位来宾，朋友们"],
    ["同志们，各位专家、尊敬的王书记", "尊敬的王书记，各位专家、同志们"],
    ["女士们、先生们、各位嘉宾", "各位嘉宾、女士们、先生们"],
    ["朋友们、女士们、先生们", "女士们、先生们、朋友们"],
    ["同志们、各位代表", "各位代表、同志们"],
  ])("puts %s in order", (text, ordered) => {
    expect(orderedSalutation(text)).toBe(ordered);
    expect(orderedSalutation(ordered)).toBeUndefined();
  });

  it.each([
    "同志们",
    "各位领导、同志们",
    "尊敬的王书记、李县长，各位来宾、女士们、先生们、朋友们",
    // Within one group the order is the writer's, who knows their rank.
    "李县长、王书记、同志们",
    "各位代表、各位委员、同志们",
    // Both are said.
    "同志们、朋友们",
    "朋友们、同志们",
    // Nobody knows where these stand.
    "同学们、各位领导",
    "老师们、同志们",
    "乡亲们、各位来宾",
    "",
    "、",
  ])("leaves %j alone", (text) => {
    expect(orderedSalutation(text)).toBeUndefined();
  });
});
