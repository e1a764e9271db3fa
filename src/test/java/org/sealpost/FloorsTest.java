package org.sealpost;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The house stands: imports only run down, and what architecture.md calls nevers never happens. */
class FloorsTest {

    private static final String ROOT = "org.sealpost.";
    private static final String[] EDGES = {"..app..", "..demo.."};

    /** Floor of each room; what the web rooms share lies half a floor below them, writing between: who reads, answers. */
    private static final Map<String, Double> FLOORS = new TreeMap<>();

    static {
        floor(9, "app", "app.launcher", "demo");
        floor(8, "listener", "web.webmail", "web.keys", "web.pickup", "web.admin", "web.admin.destinations", "web.admin.domains",
                "web.admin.keys", "web.admin.reports", "web.admin.settings", "web.discovery", "api");
        floor(7.7, "web.compose");
        floor(7.5, "web");
        floor(7, "submission", "monitor");
        floor(6, "delivery", "forecast");
        floor(5, "policy", "escrow", "reception", "reporting", "publication");
        floor(4, "transport", "destination", "protection", "keys", "forwarding", "keyring", "keysearch", "ownkeys", "opening");
        floor(3, "mtasts", "dane", "tlsrpt", "authentication", "openpgp", "smime");
        floor(2, "wire", "dns", "http", "smtp", "smtp.server", "mime", "directory", "mailbox", "vault", "audit", "receipt", "endtoend");
        floor(1, "mail", "assurance");
    }

    private static JavaClasses house;

    @BeforeAll
    static void read() {
        house = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.sealpost");
        assertTrue(house.size() > 100, "the classes of the house are found");
    }

    @Test
    void everyClassStandsInARoom() {
        assertEquals(List.of(), house.stream().filter(one -> room(one).isEmpty()).map(JavaClass::getName).toList());
    }

    @Test
    void importsOnlyRunDown() {
        assertEquals(List.of(), dependencies().filter(one -> floor(one.getOriginClass()) < floor(one.getTargetClass()))
                .map(Dependency::getDescription).distinct().toList());
    }

    @Test
    void noRoomUnderTheRoofImportsAnother() {
        assertEquals(List.of(), dependencies().filter(one -> floor(one.getOriginClass()) == 8
                && floor(one.getTargetClass()) == 8 && !room(one.getOriginClass()).equals(room(one.getTargetClass())))
                .map(Dependency::getDescription).distinct().toList());
    }

    @Test
    void roomsHaveNoCycles() {
        slices().assignedFrom(new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass one) {
                return room(one).map(SliceIdentifier::of).orElse(SliceIdentifier.ignore());
            }

            @Override
            public String getDescription() {
                return "rooms";
            }
        }).should().beFreeOfCycles().check(house);
    }

    @Test
    void pagesAndInterfacesNeverReachTheWireOrTheKeys() {
        noClasses().that().resideInAnyPackage("org.sealpost.web..", "org.sealpost.api..")
                .should().dependOnClassesThat().resideInAnyPackage("org.sealpost.transport..", "org.sealpost.smtp..",
                        "org.sealpost.wire..", "org.sealpost.http..", "org.sealpost.dns..", "org.sealpost.openpgp..",
                        "org.sealpost.smime..").check(house);
    }

    /** Library package, and the rooms that may use it. */
    @ParameterizedTest
    @CsvSource({
        "org.xbill..,                 dns demo",
        "com.google.crypto.tink..,    vault",
        "org.bouncycastle..,          openpgp smime demo",
        "com.password4j..,            directory escrow",
        "org.apache.james.jspf..,     authentication",
        "org.apache.james.mime4j..,   mime",
        "org.owasp..,                 mime",
        "org.jsoup..,                 mime",
        "org.flywaydb..,              app",
        "org.primefaces..,            web",
        "io.github.bucket4j..,        directory",
        "fish.payara..,               app.launcher",
        "jakarta.faces..,             app web demo",
        "jakarta.servlet..,           app web api demo",
        "jakarta.mail..,              mime openpgp smime demo",
        "jakarta.json..,              receipt tlsrpt destination delivery audit web app demo",
        "jakarta.ejb..,               none"
    })
    void onlyItsRoomsUseALibrary(String library, String rooms) {
        String[] packages = Stream.of(rooms.split(" ")).map(room -> ROOT + room + "..").toArray(String[]::new);
        noClasses().that().resideOutsideOfPackages(packages).should().dependOnClassesThat(resideInAPackage(library))
                .check(house);
    }

    @Test
    void plainRoomsKnowNoJakarta() {
        noClasses().that().resideInAnyPackage(Stream.of("mail", "assurance", "wire", "dns", "http", "smtp", "smtp.server", "mtasts", "dane",
                        "tlsrpt", "authentication", "mime", "openpgp", "smime", "transport", "protection", "forwarding",
                        "policy", "receipt", "endtoend").map(room -> ROOT + room + "..").toArray(String[]::new))
                .should().dependOnClassesThat(resideInAPackage("jakarta..")
                        .and(DescribedPredicate.not(resideInAnyPackage("jakarta.mail..", "jakarta.json.."))))
                .check(house);
    }

    @Test
    void nobodyReadsTheClockStatically() {
        DescribedPredicate<JavaAccess<?>> clock = describe("reads the clock", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getName();
            boolean now = name.equals("now") && owner.startsWith("java.time.")
                    && access.getTarget().getFullName().endsWith("now()");
            boolean system = List.of(Clock.class.getName(), InstantSource.class.getName()).contains(owner)
                    && name.startsWith("system");
            boolean date = owner.equals("java.util.Date") && access.getTarget().getFullName().endsWith("<init>()");
            return now || system || date || owner.equals("java.lang.System") && name.equals("currentTimeMillis");
        });
        noClasses().that().resideOutsideOfPackages(EDGES).should().accessTargetWhere(clock).check(house);
    }

    @Test
    void nobodyDrawsRandomnessStatically() {
        DescribedPredicate<JavaAccess<?>> draw = describe("draws randomness", access -> {
            String owner = access.getTargetOwner().getName();
            return access.getName().equals("<init>")
                            && List.of("java.util.Random", "java.security.SecureRandom").contains(owner)
                    || owner.equals("java.util.concurrent.ThreadLocalRandom")
                    || owner.equals("java.lang.Math") && access.getName().equals("random");
        });
        noClasses().that().resideOutsideOfPackages(EDGES).should().accessTargetWhere(draw).check(house);
    }

    @Test
    void nobodyReadsConfigurationStatically() {
        DescribedPredicate<JavaAccess<?>> read = describe("reads configuration", access -> {
            String owner = access.getTargetOwner().getName();
            return owner.equals("java.lang.System") && List.of("getProperty", "getenv").contains(access.getName())
                    || owner.equals("org.eclipse.microprofile.config.ConfigProvider");
        });
        noClasses().that().resideOutsideOfPackages(EDGES).should().accessTargetWhere(read).check(house);
    }

    @Test
    void namesSayWhatAThingIs() {
        assertEquals(List.of(), house.stream().map(JavaClass::getSimpleName)
                .filter(name -> name.matches(".*(Impl|Service|Manager|Helper|Utils?|DTO|Dto|Bean)|Abstract.*"))
                .filter(name -> !name.equals("Abstract")).toList());
    }

    @Test
    void roomsAreFlat() {
        assertEquals(List.of(), house.stream().map(JavaClass::getPackageName).distinct()
                .filter(name -> !FLOORS.containsKey(name.replace(ROOT, ""))).toList());
    }

    @Test
    void noFileIsLong() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            assertEquals(List.of(), files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) > 500).map(Path::toString).toList());
        }
    }

    @Test
    void everyRoomSaysWhatItIs() {
        assertEquals(List.of(), house.stream().map(JavaClass::getPackageName).distinct()
                .filter(name -> !Files.exists(Path.of("src/main/java", name.replace('.', '/'), "package-info.java")))
                .toList());
    }

    private static Stream<Dependency> dependencies() {
        return house.stream().flatMap(one -> one.getDirectDependenciesFromSelf().stream())
                .filter(one -> room(one.getTargetClass().getBaseComponentType()).isPresent())
                .filter(one -> resideInAnyPackage("org.sealpost..").test(one.getTargetClass().getBaseComponentType()));
    }

    private static double floor(JavaClass one) {
        return room(one.getBaseComponentType()).map(FLOORS::get).orElse(0.0);
    }

    private static Optional<String> room(JavaClass one) {
        String name = one.getPackageName();
        return !name.startsWith(ROOT) ? Optional.empty() : FLOORS.keySet().stream()
                .filter(room -> (name + ".").startsWith(ROOT + room + ".")).max(Comparator.comparing(String::length));
    }

    private static void floor(double floor, String... rooms) {
        FLOORS.putAll(Stream.of(rooms).collect(Collectors.toMap(room -> room, room -> floor)));
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
