package org.sealpost.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.sealpost.endtoend.Certificate;
import org.sealpost.mail.Address;
import org.sealpost.openpgp.WebKeyDirectory;

/** The key directory of clinic.test: the product's own, reached as a proxy in front of it would. */
final class ClinicDirectory implements Function<Address, Optional<Certificate>> {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
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
        URI there = WebKeyDirectory.advanced(address);
        HttpRequest request = HttpRequest.newBuilder(product.resolve(there.getRawPath() + "?" + there.getRawQuery())).timeout(PATIENCE).build();
        try {
            HttpResponse<InputStream> response = HttpClient.newBuilder().connectTimeout(PATIENCE).build().send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return response.statusCode() == 200 ? Optional.of(new Certificate(body.readNBytes(MOST))) : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
