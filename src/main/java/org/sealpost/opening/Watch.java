package org.sealpost.opening;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Supplier;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.HeaderFields;

/** Tells trouble of a store, which passes, from a message that nobody can read. */
final class Watch implements Shelf {

    private final Shelf shelf;
    private IOException trouble;

    Watch(Shelf shelf) {
        this.shelf = shelf;
    }

    /** @throws IOException if the store failed */
    void check() throws IOException {
        if (trouble != null) {
            throw trouble;
        }
    }

    /** What is asked of it comes from a store, too. */
    Knowledge watched(Knowledge known) {
        return new Knowledge() {
            @Override
            public List<SecretKey> keys(Standard standard) {
                return asked(() -> known.keys(standard));
            }

            @Override
            public List<Certificate> signers(Standard standard) {
                return asked(() -> known.signers(standard));
            }

            @Override
            public void admit(HeaderFields inside) {
                known.admit(inside);
            }
        };
    }

    RawMessage watched(RawMessage message) {
        return new RawMessage() {
            @Override
            public long size() {
                return message.size();
            }

            @Override
            public InputStream open() throws IOException {
                return new FilterInputStream(watched(message::open)) {
                    @Override
                    public int read() throws IOException {
                        return watched(in::read);
                    }

                    @Override
                    public int read(byte[] into, int from, int most) throws IOException {
                        return watched(() -> in.read(into, from, most));
                    }
                };
            }
        };
    }

    @Override
    public Sheet begin() throws IOException {
        Sheet sheet = watched(shelf::begin);
        OutputStream out = new FilterOutputStream(sheet.out()) {
            @Override
            public void write(byte[] octets, int from, int count) throws IOException {
                watched(() -> {
                    out.write(octets, from, count);
                    return count;
                });
            }
        };
        return new Sheet() {
            @Override
            public OutputStream out() {
                return out;
            }

            @Override
            public RawMessage finish() throws IOException {
                out.flush();
                return watched(watched(sheet::finish));
            }

            @Override
            public void close() {
                sheet.close();
            }
        };
    }

    private <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            trouble = new IOException("the store failed", e);
            throw e;
        }
    }

    private interface Doing<T> {
        T now() throws IOException;
    }

    private <T> T watched(Doing<T> doing) throws IOException {
        try {
            return doing.now();
        } catch (IOException e) {
            trouble = e;
            throw e;
        } catch (RuntimeException e) {
            // a store throws these, too; here nothing is parsed
            trouble = new IOException("the store failed", e);
            throw trouble;
        }
    }
}
