using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using VisEval.Core;

namespace VisEval.Harness.Input;

/// <summary>Reads and writes NumPy's <c>.npy</c> files, so that arrays can be exchanged with any other tool.</summary>
/// <remarks>Format 1.0 to 3.0 as NumPy's NEP 1 specifies it: magic, version, header length, a Python dictionary, the raw values.</remarks>
internal static class NpyFile
{
    private const int Alignment = 64;
    /// <summary>The most bytes that a header is looked for in.</summary>
    internal const int LongestHeader = 1 << 17;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads an array of floats, integers or booleans (true is 1) as 32-bit floats.</summary>
    /// <param name="path">The file. Integers beyond ±2²⁴ and 64-bit floats are rounded to the nearest 32-bit float.</param>
    /// <exception cref="InputException">The file cannot be read, is no .npy file, is cut off, or stores what is not supported;
    /// says which.</exception>
    public static Tensor Read(string path) => Parse(InputFile.Read(path), path);

    /// <summary>The shape of the array in a file, without reading its values.</summary>
    /// <exception cref="InputException">As for <see cref="Read"/>.</exception>
    public static int[] ReadShape(string path) => Open(path, (header, _, _) => header.Shape);

    /// <summary>One item of the first axis, without that axis and without reading the others.</summary>
    /// <param name="path">The file.</param>
    /// <param name="index">The item, counted from 0.</param>
    /// <exception cref="InputException">As for <see cref="Read"/>, or there is no such item.</exception>
    public static Tensor ReadItem(string path, int index) => Open(path, (header, file, body) =>
    {
        if (header.Shape.Length == 0 || index < 0 || index >= header.Shape[0])
            throw new InputException($"'{path}' has the shape ({string.Join(", ", header.Shape)}) and no item {index}.");
        var item = header with { Shape = header.Shape[1..], Count = header.Count / header.Shape[0] };
        var bytes = new byte[item.Count * item.Type.Size];
        file.Position = body + (long)index * bytes.Length;
        file.ReadExactly(bytes);
        return Values(item, bytes);
    });

    private static T Open<T>(string path, Func<NpyHeader, FileStream, int, T> read)
    {
        try
        {
            using var file = InputFile.Open(path);
            // NumPy's headers are shorter; only records of very many fields, which cannot be read anyway, need more.
            var bytes = new byte[Math.Min(file.Length, LongestHeader)];
            file.ReadExactly(bytes);
            var (header, body) = Header(bytes, path);
            CheckLength(header, file.Length - body, path);
            return read(header, file, body);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"'{path}' cannot be read: {FaultText.Of(e)}", e);
        }
    }

    /// <summary>Reads an array from the bytes of a .npy file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">As for <see cref="Read"/>.</exception>
    public static Tensor Parse(ReadOnlySpan<byte> bytes, string name)
    {
        var (header, body) = Header(bytes, name);
        CheckLength(header, bytes.Length - body, name);
        return Values(header, bytes[body..]);
    }

    /// <summary>Writes 32-bit floats, format 1.0, little-endian, C order.</summary>
    public static void Write(string path, Tensor tensor)
    {
        using var file = File.Create(path);
        Write(file, tensor);
    }

    /// <summary>Writes 32-bit floats to a stream, as <see cref="Write(string, Tensor)"/> does.</summary>
    public static void Write(Stream stream, Tensor tensor)
    {
        WriteHeader(stream, "<f4", tensor.Shape);
        var values = tensor.Memory.Span;
        var bytes = new byte[values.Length * sizeof(float)];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        stream.Write(bytes);
    }

    /// <summary>Writes a list of 64-bit integers, as <see cref="Write(string, Tensor)"/> does floats.</summary>
    public static void WriteIntegers(string path, IReadOnlyList<long> values)
    {
        using var file = File.Create(path);
        WriteHeader(file, "<i8", [values.Count]);
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
            file.Write(bytes);
        }
    }

    private static void WriteHeader(Stream stream, string type, ReadOnlySpan<int> shape)
    {
        var lengths = string.Concat(shape.ToArray().Select(n => n.ToString(CultureInfo.InvariantCulture) + ", "));
        // A tuple of one keeps its comma, as Python writes it.
        var tuple = shape.Length == 1 ? lengths.TrimEnd() : lengths.TrimEnd(',', ' ');
        var text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({tuple}), }}";
        var unpadded = Magic.Length + 4 + text.Length + 1;
        var padding = (Alignment - unpadded % Alignment) % Alignment;
        var header = Encoding.ASCII.GetBytes(text + new string(' ', padding) + "\n");

        Span<byte> prefix = stackalloc byte[10];
        Magic.CopyTo(prefix);
        (prefix[6], prefix[7]) = (1, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(prefix[8..], (ushort)header.Length);
        stream.Write(prefix);
        stream.Write(header);
    }

    /// <summary>The header of a .npy file and where the values begin.</summary>
    /// <param name="bytes">The beginning of the file, at least its header.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">As for <see cref="Read"/>.</exception>
    internal static (NpyHeader Header, int Body) Header(ReadOnlySpan<byte> bytes, string name)
    {
        if (!bytes.StartsWith(Magic))
            throw new InputException($"'{name}' is not a .npy file: it does not begin with the bytes 93 'NUMPY'. Save it with numpy.save.");
        if (bytes.Length < 10)
            throw new InputException($"'{name}' is cut off inside its header.");
        var major = bytes[6];
        if (major is < 1 or > 3)
            throw new InputException($"'{name}' has .npy format {major}.{bytes[7]}; 1.0, 2.0 and 3.0 can be read.");
        var start = major == 1 ? 10 : 12;
        if (bytes.Length < start)
            throw new InputException($"'{name}' is cut off inside its header.");
        var length = major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (length > bytes.Length - start)
            throw new InputException($"'{name}' is cut off inside its header.");
        var body = start + (int)length;
        var header = NpyHeader.Parse(Encoding.UTF8.GetString(bytes[start..body]), name);
        return (header, body);
    }

    /// <summary>Checks that there are as many bytes of values as the header states.</summary>
    /// <exception cref="InputException">There are more or fewer.</exception>
    internal static void CheckLength(NpyHeader header, long length, string name)
    {
        var size = header.Type.Size;
        if (length != header.Count * size)
            throw new InputException(string.Create(CultureInfo.InvariantCulture,
                $"'{name}': shape ({string.Join(", ", header.Shape)}) of {size}-byte values needs {header.Count * size} bytes, the file "
                + $"holds {length}; it is {(length < header.Count * size ? "cut off" : "too long")}."));
    }

    private static Tensor Values(NpyHeader header, ReadOnlySpan<byte> body)
    {
        var values = new float[header.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = header.Type.Read(body[(i * header.Type.Size)..]);
        return new Tensor(values, header.Shape);
    }
}
