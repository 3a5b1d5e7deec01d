using Google.Protobuf;

namespace VisEval.Onnx.Format;

/// <summary>What an .onnx file says of itself, read past its graph and weights.</summary>
public static class FileMetadata
{
    /// <summary>The entries by key; none where the file is no ONNX file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        var entries = new Dictionary<string, string>();
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var input = new CodedInputStream(file);
        try
        {
            while (input.ReadTag() is not 0 and var tag)
                if (tag == WireFormat.MakeTag(ModelProto.MetadataPropsFieldNumber, WireFormat.WireType.LengthDelimited))
                {
                    var entry = StringStringEntryProto.Parser.ParseFrom(input.ReadBytes());
                    entries.TryAdd(entry.Key, entry.Value);
                }
                else
                    input.SkipLastField();
        }
        catch (InvalidProtocolBufferException)
        {
            return new Dictionary<string, string>();
        }
        return entries;
    }
}
