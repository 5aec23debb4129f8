package org.mer.sql;

import java.nio.file.Path;
import javax.security.sasl.AuthenticationException;
import org.apache.hive.service.auth.PasswdAuthenticationProvider;

/**
 * Lets those into the Thrift server who stand in a file of {@link Passwords}. The server makes it
 * by its name, so the file is named by a property of the system.
 */
public final class FileAuthentication implements PasswdAuthenticationProvider {
  /** The property that names the file. */
  public static final String USERS = "mer.server.users";

  @Override
  public void Authenticate(String user, String password) throws AuthenticationException {
    String file = System.getProperty(USERS);
    if (file == null
        || user == null
        || password == null
        || !new Passwords(Path.of(file)).matches(user, password)) {
      throw new AuthenticationException("no such user, or another password");
    }
  }
}
