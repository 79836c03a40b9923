package org.voiceteller.http.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AttentionTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Attention attention = new Attention(0);

  @Test
  void waitsForTheGreeting() {
    assertThat(attention.isCallersTurn(10 * SECOND)).isFalse();
  }

  @Test
  void waitsUntilTheAnnouncedWordsWereHeard() throws Exception {
    observe("{'type':'transcript','role':'agent','turnId':'t1','final':false}", 0);
    assertThat(attention.isCallersTurn(10 * SECOND)).isFalse();

    observe("{'type':'transcript','role':'agent','turnId':'t1','final':true}", 11 * SECOND);
    assertThat(attention.isCallersTurn(11 * SECOND)).isFalse();
    assertThat(attention.isCallersTurn(13 * SECOND)).isTrue();
  }

  @Test
  void waitsForATool() throws Exception {
    observe("{'type':'transcript','role':'agent','turnId':'t1','final':true}", 0);
    observe("{'type':'tool.started','toolUseId':'u1'}", 0);
    assertThat(attention.isCallersTurn(9 * SECOND)).isFalse();

    observe("{'type':'tool.finished','toolUseId':'u1'}", 9 * SECOND);
    assertThat(attention.isCallersTurn(20 * SECOND)).isFalse();

    observe("{'type':'transcript','role':'agent','turnId':'t2','final':true}", 20 * SECOND);
    assertThat(attention.isCallersTurn(22 * SECOND)).isTrue();
  }

  @Test
  void waitsWhileTheAgentSpeaks() throws Exception {
    observe("{'type':'audio.start','turnId':'t1'}", 0);
    assertThat(attention.isCallersTurn(9 * SECOND)).isFalse();

    observe("{'type':'audio.end','turnId':'t1'}", 9 * SECOND);
    assertThat(attention.isCallersTurn(11 * SECOND)).isTrue();
  }

  @Test
  void isNotAnsweredByATone() throws Exception {
    observe("{'type':'notice','code':'please_hold','turnId':'n1'}", 0);
    observe("{'type':'audio.start','turnId':'n1'}", 0);
    observe("{'type':'audio.end','turnId':'n1'}", 0);

    assertThat(attention.isCallersTurn(9 * SECOND)).isFalse();
  }

  private void observe(String event, long nowNanos) throws Exception {
    attention.observe(new JsonMapper().readTree(event.replace('\'', '"')), nowNanos);
  }
}
