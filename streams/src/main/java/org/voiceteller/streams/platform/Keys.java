package org.voiceteller.streams.platform;

/** The keys of a telephone. */
final class Keys {

  private Keys() {}

  static FromPlatform read(String key) {
    if (key.matches("[0-9*#]")) {
      return new FromPlatform.Keyed(key);
    }
    return key.matches("[A-Da-d]")
        ? new FromPlatform.Unimportant()
        : new FromPlatform.Malformed("a key that no telephone has");
  }
}
