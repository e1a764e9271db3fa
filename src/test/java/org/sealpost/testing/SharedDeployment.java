package org.sealpost.testing;

import java.io.File;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.eu.ingwar.tools.arquillian.extension.suite.annotations.ArquillianSuiteDeployment;
import org.hamcrest.Matcher;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.GenericArchive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The one deployment of all in-container tests: the very WAR that is shipped, and our tests beside it. */
@ArquillianSuiteDeployment
public class SharedDeployment {

    @Deployment
    public static WebArchive war() {
        WebArchive war = ShrinkWrap.create(WebArchive.class, "ROOT.war");
        war.addAsLibraries(library(Awaitility.class), library(Matcher.class));
        war.as(ExplodedImporter.class).importDirectory(exploded(), Filters.exclude(".*/org/sealpost/(demo|app/launcher)/.*"));
        GenericArchive tests = ShrinkWrap.create(GenericArchive.class).as(ExplodedImporter.class)
                .importDirectory("target/test-classes").as(GenericArchive.class);
        return war.merge(tests, "WEB-INF/classes", Filters.include(".*/org/sealpost/.*"));
    }

    private static File library(Class<?> one) {
        return new File(one.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    private static File exploded() {
        File folder = Path.of(System.getProperty("sealpost.test.war", "target/sealpost")).toFile();
        if (!new File(folder, "WEB-INF/classes").isDirectory()) {
            throw new IllegalStateException("build the WAR first: mvn package");
        }
        return folder;
    }
}
