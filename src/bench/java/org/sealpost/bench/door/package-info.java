/** The front door that the bench adds to its own copy of the application. */
package org.sealpost.bench.door;
