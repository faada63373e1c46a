package io.orderflow.security;

import java.util.List;

/**
 * A page for people, made of files that lie beside the code. Whoever has one makes it a
 * bean. Anybody may read the files, with and without a token, so there must be nothing in
 * them: the page asks for a token itself, where its calls need one. In a browser it may
 * load its own files and call its own service, and nothing else.
 *
 * @param paths where its files are, as patterns of Spring MVC
 */
public record StaticPage(List<String> paths) {

	/**
	 * {@return a page}
	 * @param paths where its files are, as patterns of Spring MVC
	 */
	public static StaticPage at(String... paths) {
		return new StaticPage(List.of(paths));
	}

}
