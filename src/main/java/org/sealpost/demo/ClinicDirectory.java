package org.sealpost.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.sealpost.endtoend.Certificate;
import org.sealpost.mail.Address;
import org.sealpost.openpgp.WebKeyDirectory;

/**
 * The key directory of clinic.test: the product's own, asked as a proxy in front of it would ask it, which is by the directory's name over
 * a connection to the product.
 */
final class ClinicDirectory implements Function<Address, Optional<Certificate>> {

    private static final int PATIENCE_MILLIS = 5_000;
    private static final int MOST = 256 * 1024;

    private final URI product;

    ClinicDirectory(URI product) {
        this.product = product;
    }

    @Override
    public Optional<Certificate> apply(Address address) {
        if (!address.domain().name().equals("clinic.test")) {
            return Optional.empty();
        }
        URI place = WebKeyDirectory.advanced(address);
        // Java's own clients don't let anybody say another host than that of the connection
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(product.getHost(), product.getPort()), PATIENCE_MILLIS);
            socket.getOutputStream().write(("GET " + place.getRawPath() + "?" + place.getRawQuery() + " HTTP/1.0\r\nHost: " + place.getHost() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return certificate(socket.getInputStream().readNBytes(MOST));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** In an answer of status 200. */
    static Optional<Certificate> certificate(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int body = text.indexOf("\r\n\r\n") + 4;
        return text.matches("(?s)HTTP/1\\.[01] 200[ \r].*") && body >= 4
                ? Optional.of(new Certificate(Arrays.copyOfRange(answer, body, answer.length))) : Optional.empty();
    }
}
