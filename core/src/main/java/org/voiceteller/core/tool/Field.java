package org.voiceteller.core.tool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the model is told of one field of a tool's input. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
@interface Field {

  /** What it is called towards the caller. */
  String title();

  String description();

  /** {@code phone}, {@code date} or {@code amount}; empty for none. */
  String format() default "";

  /** A regular expression that the value matches as a whole; empty for none. */
  String pattern() default "";
}
