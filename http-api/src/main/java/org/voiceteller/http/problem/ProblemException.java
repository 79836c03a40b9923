package org.voiceteller.http.problem;

import java.io.Serial;

/**
 * A problem on its way to its answer, from where no answer can be given: {@link ProblemHandlers}
 * answers it. It is no fault, is not logged and has no stack trace.
 */
public final class ProblemException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.getClass().getSimpleName(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
