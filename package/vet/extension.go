package vet

import (
	"path"
	"slices"
	"strings"
)

// programs are the extensions of files that a double click runs, or that set up the system.
// Those of Outlook's and Gmail's lists of what they do not deliver are among them, but for
// certificates and temporary files.
var programs = strings.Fields(`
	.exe .dll .com .scr .pif .bat .cmd .cpl .ocx .sys .drv .msi .msp .mst .msu .appx .appxbundle .msix .msixbundle .appinstaller
	.vbs .vbe .vb .vbp .js .jse .ws .wsf .wsh .wsc .wsb .sct .hta .htc .xbap .ps1 .ps1xml .ps2 .ps2xml .psc1 .psc2 .psd1 .psdm1 .psm1 .pssc .cdxml .msh .mshxml
	.msc .lnk .url .website .scf .pcd .shb .shs .reg .inf .ins .isp .job .theme .themepack .deskthemepack .gadget .diagcab .diagcfg .diagpkg
	.settingcontent-ms .appcontent-ms .library-ms .search-ms .searchconnector-ms .cdf-ms .appref-ms .application .osd .printerexport .webpnp
	.rdp .ica .jnlp .jar .class .chm .hlp .hpj .cnt .fxp .prg .csh .ksh .sh .bash .zsh .run .desktop .appimage .grp .its .xnk
	.iqy .oqy .dqy .rqy .odc .udl .slk .xll .xla .xlam .wll .ppa .ppam .oxt .vsmacros .vsw .asp .aspx .asx
	.py .pyc .pyo .pyw .pyz .pyzw .pl .plg .swf .air .command .tool .workflow .scpt .scptd .applescript .action .terminal .inetloc .fileloc .webloc .mobileconfig .prefpane .kext`)

// containers are the extensions of files that a double click opens as a folder or a disk, or
// unpacks; whatever is in them is not looked into. A zip file is known by its content.
var containers = strings.Fields(`
	.7z .rar .cab .lzh .lha .arj .ace .arc .zoo .alz .egg .gca .sit .sitx .hqx .uue .uu .xxe .b64 .tar .tgz .tbz .tbz2 .txz .gz .bz2 .xz .lz .lzma .zst .z
	.ar .deb .rpm .cpio .iso .img .udf .vhd .vhdx .avhdx .vmdk .vdi .qcow2 .wim .swm .esd .dmg .pkg .mpkg .xar .toast .nrg`)

// notebooks are the extensions of files that carry programs or other files in a way that is
// not looked into: notebooks, databases, mailboxes.
var notebooks = strings.Fields(`
	.one .onepkg .onetoc .onetoc2 .mdb .mde .mda .mdt .mdw .mdz .accdb .accde .accda .accdr .accdt .ade .adp .maf .mag .mam .maq .mar .mas .mat .mau .mav .maw
	.odb .pst .ost .mbox .tnef .snp`)

// extensionOf is the extension by which a program is chosen: Windows does not see dots and
// spaces at the end.
func extensionOf(name string) string { return strings.ToLower(path.Ext(strings.TrimRight(name, ". "))) }

// refusedNames are what the extension of a file alone says of it.
var refusedNames = [...]struct {
	class      Class
	extensions []string
}{{FileExecutable, programs}, {ArchiveKind, containers}, {FileKind, notebooks}}

// checkExtension marks a file for its extension. Windows takes what comes before a colon for
// the name, other systems all of it.
func (l *looker) checkExtension(name string) {
	for _, refused := range refusedNames {
		for part := range strings.SplitSeq(name, ":") {
			if ext := extensionOf(part); slices.Contains(refused.extensions, ext) {
				l.mark(refused.class, ext)
			}
		}
	}
}

func isProgram(name string) bool { return slices.Contains(programs, extensionOf(name)) }
