/* What Go needs of Windows and Wine 8 lacks: random bytes, and that the call which removes a
 * file at once says, as older Windows does, that there is no such way; Go then takes another.
 * It has no start-up code of C, which would run at the end of every thread. */
#include <windows.h>
#include <winternl.h>

#define STATUS_INVALID_INFO_CLASS ((NTSTATUS)0xC0000003)
#define STATUS_NOT_IMPLEMENTED ((NTSTATUS)0xC0000002)
#define REMOVE_AT_ONCE 64 /* FileDispositionInformationEx */

BOOLEAN NTAPI SystemFunction036(PVOID data, ULONG size);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size)
{
	return SystemFunction036(data, size);
}

typedef NTSTATUS(NTAPI *set_information)(HANDLE, IO_STATUS_BLOCK *, PVOID, ULONG, ULONG);

static set_information original;

static NTSTATUS NTAPI set(HANDLE file, IO_STATUS_BLOCK *io, PVOID data, ULONG size, ULONG class)
{
	return class == REMOVE_AT_ONCE ? STATUS_INVALID_INFO_CLASS : original(file, io, data, size, class);
}

/* The call's code, which can run anywhere, is copied; in its place stands a jump to set. */
static BOOL replace(BYTE *call)
{
	enum { SIZE = 32 };
	BYTE jump[] = {0x48, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xe0}; /* mov rax, set; jmp rax */
	void *to = set;
	DWORD old;
	BYTE *copy = VirtualAlloc(NULL, SIZE, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
	if (!copy || !VirtualProtect(call, sizeof jump, PAGE_EXECUTE_READWRITE, &old))
		return FALSE;
	__movsb(copy, call, SIZE);
	original = (set_information)copy;
	__movsb(jump + 2, (BYTE *)&to, sizeof to);
	__movsb(call, jump, sizeof jump);
	return VirtualProtect(call, sizeof jump, old, &old);
}

BOOL WINAPI DllMain(HINSTANCE self, DWORD reason, LPVOID reserved)
{
	IO_STATUS_BLOCK io;
	ULONG flags = 0;
	BYTE *call = (BYTE *)GetProcAddress(GetModuleHandleA("ntdll.dll"), "NtSetInformationFile");
	if (reason != DLL_PROCESS_ATTACH)
		return TRUE;
	if (((set_information)call)(NULL, &io, &flags, sizeof flags, REMOVE_AT_ONCE) != STATUS_NOT_IMPLEMENTED)
		return TRUE;
	return replace(call);
}
