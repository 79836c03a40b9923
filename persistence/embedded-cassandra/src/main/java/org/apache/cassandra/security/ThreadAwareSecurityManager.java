package org.apache.cassandra.security;

import java.security.PermissionCollection;
import java.security.Permissions;

/**
 * Stands before Cassandra's own class of this name, which cannot load since the platform has no
 * security manager any more (JEP 486, JDK 24). It guarded user-defined functions only, and those
 * are switched off in the laptop's {@code cassandra.yaml}.
 */
public final class ThreadAwareSecurityManager {

  /** What a user-defined function would be allowed to do: nothing. */
  @SuppressWarnings("ConstantField") // the name that Cassandra's other classes look for
  public static final PermissionCollection noPermissions = nothing();

  private ThreadAwareSecurityManager() {}

  /** Called once at start; there is nothing left to install. */
  public static void install() {
    // Without user-defined functions no thread runs foreign code.
  }

  public static boolean isSecuredThread() {
    return false;
  }

  private static PermissionCollection nothing() {
    Permissions permissions = new Permissions();
    permissions.setReadOnly();
    return permissions;
  }
}
