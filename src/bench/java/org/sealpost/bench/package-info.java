/** Measures how fast mail is carried, beside another relay that does the same work; belongs to no artifact that is shipped. */
package org.sealpost.bench;
