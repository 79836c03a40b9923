package org.voiceteller.localsonic.dialogue;

/** What the caller will probably say next: chooses the recogniser's grammar and its patience. */
public sealed interface Expectation {

  /** A wish in the caller's own words. */
  record Wish() implements Expectation {}

  /** A number spoken digit by digit, such as a phone number. */
  record Digits(int atLeast, int atMost) implements Expectation {}

  /** An amount of money. */
  record Amount() implements Expectation {}

  record YesOrNo() implements Expectation {}

  /** A person's or a merchant's name. */
  record Name() implements Expectation {}
}
