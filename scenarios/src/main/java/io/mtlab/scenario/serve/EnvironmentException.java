package io.mtlab.scenario.serve;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** The machine lacks something; the message says what and how to help it, in one line. */
public final class EnvironmentException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is lacking, and the way out
   */
  public EnvironmentException(String message) {
    super(message);
  }

  /** The same with what was thrown below. */
  public EnvironmentException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What cannot be done, and why the system does not do it. */
  public static EnvironmentException of(String what, IOException refused) {
    return new EnvironmentException(what + ": " + words(refused), refused);
  }

  /** Why a file could not be used; most exceptions of files have no other message than its name. */
  public static String words(IOException refused) {
    return switch (refused) {
      case NoSuchFileException none -> "there is no " + none.getFile();
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      case FileAlreadyExistsException file -> file.getFile() + " is there, and is no folder";
      case NotDirectoryException file -> file.getFile() + " is no folder";
      case FileSystemException other when other.getReason() != null ->
          other.getFile() + ": " + other.getReason();
      default -> String.valueOf(refused.getMessage());
    };
  }
}
