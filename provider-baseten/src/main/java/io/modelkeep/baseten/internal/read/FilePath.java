package io.modelkeep.baseten.internal.read;

import java.util.List;
import java.util.regex.Pattern;

/** The check of file names that a service reports, before a file of that name is written below a directory. */
public final class FilePath {

    private static final int MAX_LENGTH = 4096;

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

    private FilePath() {}

    /**
     * Returns whether a name leads below a directory on any system. The name must be relative, without steps up, and
     * without characters that could hide them.
     */
    public static boolean isWithin(String name) {
        return name.length() <= MAX_LENGTH
                && name.indexOf('\\') < 0
                && name.codePoints().noneMatch(Character::isISOControl)
                && !DRIVE.matcher(name).matches()
                && List.of(name.split("/", -1)).stream().allMatch(FilePath::isPlain);
    }

    private static boolean isPlain(String segment) {
        return !segment.isEmpty() && !segment.equals(".") && !segment.equals("..");
    }
}
