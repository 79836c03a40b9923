package org.voiceteller.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResumeTokenTest {

  private static final ResumeToken TOKEN = ResumeToken.of("CALL-20260115-1", new byte[32]);

  @Test
  void isReadBackFromItsText() {
    assertThat(ResumeToken.parse(TOKEN.text())).contains(TOKEN);
    assertThat(TOKEN.hash()).hasSize(64);
  }

  @Test
  void isNotReadFromAnythingElse() {
    assertThat(ResumeToken.parse("")).isEmpty();
    assertThat(ResumeToken.parse("CALL-1")).isEmpty();
    assertThat(ResumeToken.parse("CALL-1.short")).isEmpty();
    assertThat(ResumeToken.parse("a b." + "A".repeat(43))).isEmpty();
    assertThat(ResumeToken.parse("C".repeat(65) + "." + "A".repeat(43))).isEmpty();
  }

  @Test
  void keepsItsSecretOutOfLogs() {
    assertThat(TOKEN.toString()).doesNotContain(TOKEN.secret());
  }
}
