package org.sealpost.app.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who PostgreSQL runs as: it refuses to be root. Nobody else's files change hands: only its own folder does.
 *
 * @param prefix the words before each of its commands
 * @param owner  the owner of its folder
 */
record Unprivileged(List<String> prefix, UserPrincipal owner) {

    /**
     * Ourselves, unless we are root: then {@code user}, if that user can enter {@code data}; else root seen as that
     * user from inside a user namespace, which needs no permission on the folders above.
     *
     * @throws CannotStart if none of this is possible
     */
    static Unprivileged within(Path data, String user) {
        String self = System.getProperty("user.name");
        if (!"root".equals(self)) {
            return new Unprivileged(List.of(), principal(data, self));
        }
        List<String> lowered = List.of("setpriv", "--reuid=" + id("-u", user), "--regid=" + id("-g", user), "--clear-groups");
        if (works(lowered, "test", "-x", data.toString())) {
            return new Unprivileged(lowered, principal(data, user));
        }
        List<String> mapped = List.of("unshare", "--user", "--map-user=" + id("-u", user), "--map-group=" + id("-g", user));
        if (works(mapped, "test", "-x", data.toString())) {
            return new Unprivileged(mapped, principal(data, self));
        }
        throw new CannotStart("PostgreSQL won't run as root, and the user " + user + " can't enter " + data
                + ": take a data folder that this user can reach, such as --data /var/lib/sealpost.");
    }

    /** Hands a folder over, with all that is in it; what vanishes meanwhile, since a database still runs there, is nobody's any more. */
    void own(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
                    return visitFile(directory, attributes);
                }

                @Override
                public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                    try {
                        hand(path);
                        return FileVisitResult.CONTINUE;
                    } catch (IOException e) {
                        return visitFileFailed(path, e);
                    }
                }

                @Override
                public FileVisitResult visitFileFailed(Path path, IOException trouble) throws IOException {
                    if (trouble instanceof NoSuchFileException && !path.equals(folder)) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw trouble;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void hand(Path path) throws IOException {
        if (!Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
            Files.getFileAttributeView(path, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS).setOwner(owner);
        }
    }

    private static boolean works(List<String> prefix, String... words) {
        return Command.run(Path.of("/"), "", Stream.concat(prefix.stream(), Stream.of(words))).succeeded();
    }

    private static String id(String what, String user) {
        Command id = Command.run("id", what, user);
        if (!id.succeeded()) {
            throw new CannotStart("PostgreSQL won't run as root, and there is no user " + user
                    + " on this machine: name one with sealpost.database.run-as.");
        }
        return id.output();
    }

    private static UserPrincipal principal(Path anywhere, String user) {
        try {
            return anywhere.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
