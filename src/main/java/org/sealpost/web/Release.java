package org.sealpost.web;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A mark that changes whenever a sheet or script does, so that browsers may keep them for a year. */
@Named
@ApplicationScoped
public class Release {

    @Inject
    private ServletContext context;

    private String version;

    @PostConstruct
    void digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String folder : List.of("/theme/", "/scripts/")) {
                Set<String> paths = context.getResourcePaths(folder);
                for (String path : paths == null ? Set.<String>of() : new TreeSet<>(paths)) {
                    read(sha, path);
                }
            }
            version = HexFormat.of().formatHex(sha.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public String getVersion() {
        return version;
    }

    private void read(MessageDigest sha, String path) {
        try (InputStream in = context.getResourceAsStream(path)) {
            if (in != null) {
                sha.update(in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
