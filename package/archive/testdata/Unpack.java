import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.MessageDigest;
import java.util.*;
import java.util.zip.*;

/** Prints for each zip file named on standard input what ZipFile (first line) and the streaming
 * ZipInputStream, as jar xf uses it (second line), unpack: path TAB SHA-256 pairs joined by
 * TAB, or "refused". */
public class Unpack {
	public static void main(String[] args) throws Exception {
		PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String name; (name = in.readLine()) != null;) {
			out.println(listed(name));
			out.println(streamed(name));
		}
	}

	static String listed(String name) {
		StringBuilder tree = new StringBuilder();
		try (ZipFile z = new ZipFile(name)) {
			for (Enumeration<? extends ZipEntry> all = z.entries(); all.hasMoreElements();) {
				ZipEntry e = all.nextElement();
				if (!e.isDirectory()) {
					tree.append(line(e.getName(), z.getInputStream(e)));
				}
			}
		} catch (Exception e) {
			return "refused";
		}
		return tree.toString();
	}

	static String streamed(String name) {
		StringBuilder tree = new StringBuilder();
		try (ZipInputStream z = new ZipInputStream(new BufferedInputStream(new FileInputStream(name)))) {
			for (ZipEntry e; (e = z.getNextEntry()) != null;) {
				if (!e.isDirectory()) {
					tree.append(line(e.getName(), z));
				}
			}
		} catch (Exception e) {
			return "refused";
		}
		return tree.toString();
	}

	static String line(String name, InputStream content) throws Exception {
		MessageDigest sum = MessageDigest.getInstance("SHA-256");
		byte[] buffer = new byte[8192];
		for (int n; (n = content.read(buffer)) > 0;) {
			sum.update(buffer, 0, n);
		}
		return name + "\t" + HexFormat.of().formatHex(sum.digest()) + "\t";
	}
}
