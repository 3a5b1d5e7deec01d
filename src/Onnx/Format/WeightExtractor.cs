namespace VisEval.Onnx.Format;

/// <summary>The message of a model file without the raw data of its large initializers.</summary>
/// <param name="Message">What the parser is given.</param>
/// <param name="Data">The raw data by the position of the initializer in the graph.</param>
internal sealed record ExtractedWeights(byte[] Message, IReadOnlyDictionary<int, byte[]> Data);

/// <summary>Reads large weights straight into arrays of their own, past the parser, which would copy the whole file once more.</summary>
/// <remarks>A file with anything unexpected in it is given to the parser as it is, whose error says what is wrong.</remarks>
internal sealed class WeightExtractor
{
    private const int Smallest = 4096;

    private readonly Stream _stream;
    private readonly Dictionary<int, byte[]> _data = [];
    private long _position;
    private int _initializers;

    private WeightExtractor(Stream stream) => _stream = stream;

    // The messages on the way to raw data, with the number of the field that leads on.
    private enum Level
    {
        Model = 7,
        Graph = 5,
        Tensor = 9,
    }

    /// <summary>Reads a model from the beginning of a stream to its end.</summary>
    public static ExtractedWeights Extract(Stream stream)
    {
        var extractor = new WeightExtractor(stream);
        using var message = new MemoryStream();
        if (extractor.Copy(message, Level.Model, stream.Length))
            return new ExtractedWeights(message.ToArray(), extractor._data);
        var whole = new byte[stream.Length];
        stream.Position = 0;
        stream.ReadExactly(whole);
        return new ExtractedWeights(whole, new Dictionary<int, byte[]>());
    }

    // Copies a message field by field; false where it is not as expected.
    private bool Copy(MemoryStream to, Level level, long end)
    {
        var found = false;
        while (_position < end)
        {
            if (Varint() is not { } tag)
                return false;
            var (field, kind) = (tag >> 3, tag & 7);
            if (kind == 2)
            {
                if (Varint() is not { } length || length > (ulong)(end - _position))
                    return false;
                var raw = level == Level.Tensor && field == (ulong)level;
                if (raw && found)
                    return false;
                found |= raw;
                if (raw && length >= Smallest)
                    _data.Add(_initializers, Bytes((int)length));
                else if (field == (ulong)level && !raw)
                {
                    if (!Nested(to, tag, level, _position + (long)length))
                        return false;
                }
                else
                {
                    Write(to, tag);
                    Write(to, length);
                    to.Write(Bytes((int)length));
                }
                continue;
            }
            Write(to, tag);
            switch (kind)
            {
                case 0 when Varint() is { } value:
                    Write(to, value);
                    break;
                case 1 when end - _position >= 8:
                    to.Write(Bytes(8));
                    break;
                case 5 when end - _position >= 4:
                    to.Write(Bytes(4));
                    break;
                default:
                    return false;
            }
        }
        return _position == end;
    }

    private bool Nested(MemoryStream to, ulong tag, Level level, long end)
    {
        using var inner = new MemoryStream();
        if (!Copy(inner, level == Level.Model ? Level.Graph : Level.Tensor, end))
            return false;
        if (level == Level.Graph)
            _initializers++;
        Write(to, tag);
        Write(to, (ulong)inner.Length);
        inner.WriteTo(to);
        return true;
    }

    private byte[] Bytes(int count)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(count);
        _stream.ReadExactly(bytes);
        _position += count;
        return bytes;
    }

    // Seven bits a byte, the lowest first; the highest bit of a byte says that more follow.
    private ulong? Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = _stream.ReadByte();
            if (next < 0)
                return null;
            _position++;
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
        return null;
    }

    private static void Write(MemoryStream to, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            to.WriteByte((byte)(value | 0x80));
        to.WriteByte((byte)value);
    }
}
