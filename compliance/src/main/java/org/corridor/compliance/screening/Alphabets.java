package org.corridor.compliance.screening;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Letters of other alphabets in Latin ones, as names are commonly written; one way only, and
 * coarse: the comparison forgives what differs between romanisations. Latin letters that do not
 * decompose into a letter and a mark are here too.
 */
final class Alphabets {
  private static final int LIMIT = 0x3100;
  private static final @Nullable String[] LATIN = new @Nullable String[LIMIT];

  static {
    put("ø=o ł=l đ=d ð=d þ=th ß=ss æ=ae œ=oe ı=i ə=a ħ=h ŋ=n ĸ=k ŧ=t ɓ=b ɗ=d ƙ=k ơ=o ư=u");
    put("а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f");
    put("х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya ё=e є=ye і=i ї=i ґ=g ў=u ј=j љ=lj");
    put("њ=nj ћ=c ђ=dj џ=dz ѕ=dz ќ=k ѓ=g қ=k ғ=gh ң=n ө=o ұ=u ү=u һ=h ә=a");
    put("α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y");
    put("φ=f χ=ch ψ=ps ω=o");
    put("ا=a أ=a إ=i آ=a ٱ=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t");
    put("ظ=z ع= غ=gh ف=f ق=q ك=k ل=l م=m ن=n ه=h و=u ي=i ى=a ة=a ء= ئ=i ؤ=u ـ= گ=g چ=ch پ=p");
    put("ژ=zh ک=k ی=i ٹ=t ڈ=d ڑ=r ں=n ہ=h ھ=h ے=e ۀ=e");
    put("א=a ב=b ג=g ד=d ה=h ו=u ז=z ח=h ט=t י=i כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע= פ=p ף=f");
    put("צ=ts ץ=ts ק=k ר=r ש=sh ת=t");
    put("ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=e թ=t ժ=zh ի=i լ=l խ=kh ծ=ts կ=k հ=h ձ=dz ղ=gh ճ=ch մ=m");
    put("յ=y ն=n շ=sh ո=o չ=ch պ=p ջ=j ռ=r ս=s վ=v տ=t ր=r ց=ts ւ=u փ=p ք=k օ=o ֆ=f և=ev");
    put("ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh რ=r ს=s ტ=t უ=u ფ=p");
    put("ქ=k ღ=gh ყ=q შ=sh ჩ=ch ც=ts ძ=dz წ=ts ჭ=ch ხ=kh ჯ=j ჰ=h");
    put("ア=a イ=i ウ=u エ=e オ=o カ=ka キ=ki ク=ku ケ=ke コ=ko サ=sa シ=shi ス=su セ=se ソ=so タ=ta");
    put("チ=chi ツ=tsu テ=te ト=to ナ=na ニ=ni ヌ=nu ネ=ne ノ=no ハ=ha ヒ=hi フ=fu ヘ=he ホ=ho マ=ma");
    put("ミ=mi ム=mu メ=me モ=mo ヤ=ya ユ=yu ヨ=yo ラ=ra リ=ri ル=ru レ=re ロ=ro ワ=wa ン=n ー= ッ=");
    put("ガ=ga ギ=gi グ=gu ゲ=ge ゴ=go ザ=za ジ=ji ズ=zu ゼ=ze ゾ=zo ダ=da デ=de ド=do バ=ba ビ=bi");
    put("ブ=bu ベ=be ボ=bo パ=pa ピ=pi プ=pu ペ=pe ポ=po ャ=ya ュ=yu ョ=yo");
  }

  private Alphabets() {}

  private static void put(String table) {
    for (String pair : table.split(" ")) {
      LATIN[pair.charAt(0)] = pair.substring(2);
    }
  }

  /** The letters that stand for a lower-case letter, or null when the table has none. */
  static @Nullable String latin(int letter) {
    return letter < LIMIT ? LATIN[letter] : null;
  }

  /** How many letters the table knows. */
  static long size() {
    return Arrays.stream(LATIN).filter(java.util.Objects::nonNull).count();
  }
}
