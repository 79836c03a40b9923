package org.voiceteller.http.live;

import java.time.Instant;

/**
 * Something that a person should look at now.
 *
 * @param name tells alarms apart, as {@code dependency-journal}
 * @param text a sentence
 * @param node which tells it, {@code host:port}
 */
public record Alarm(String name, Instant since, String text, String node) {}
