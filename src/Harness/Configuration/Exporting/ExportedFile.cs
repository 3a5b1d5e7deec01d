using VisEval.Onnx.Graphs;

namespace VisEval.Harness.Configuration.Exporting;

/// <summary>A file that was written.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Opset">The operator set that it states.</param>
/// <param name="IrVersion">The version of the file format that it states.</param>
/// <param name="Inputs">What is fed to it.</param>
/// <param name="Maps">Its outputs with maps, and the method of each.</param>
internal sealed record ExportedFile(
    string Path, long Bytes, long Opset, long IrVersion, IReadOnlyList<GraphInput> Inputs,
    IReadOnlyList<ExportedMap> Maps);
