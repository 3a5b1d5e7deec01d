// A pipeline of ML.NET classifies with an ONNX network, VisEval says why: the same file, the same numbers.
//
//   dotnet run --project samples/MlNet -- MODEL.onnx PICTURE
//
// Networks that Custom Vision exports take colours as B, G, R from 0 to 255. Put this model.json beside model.onnx:
//   { "preprocessing": { "channels": "BGR", "scale": 1, "mean": [0, 0, 0], "std": [1, 1, 1] } }

using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using VisEval.Harness;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length != 2)
{
    Console.Error.WriteLine("MlNet MODEL.onnx PICTURE");
    return 2;
}

using var network = Network.Open(args[0]);
foreach (var remark in network.Remarks)
    Console.Error.WriteLine(remark);
var image = InputImage.FromFile(args[1]);
var first = network.Classify(image)[0];

// ML.NET: one column a tensor of the network, under the tensor's name.
var context = new MLContext();
var (channels, height, width) = network.Model.Input;
var schema = SchemaDefinition.Create(typeof(Pixels));
var column = schema[nameof(Pixels.Values)];
column.ColumnName = network.Model.Network.InputTensor;
column.ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, channels, height, width);
var rows = context.Data.LoadFromEnumerable([new Pixels { Values = network.InputOf(image).Values }], schema);
var pipeline = context.Transforms.ApplyOnnxModel(network.File);
var scored = pipeline.Fit(rows).Transform(rows);
// Of several outputs the one with a value for each class.
var output = scored.Schema.Last(c => c.Type is VectorDataViewType vector && vector.Size == network.Model.ClassCount);
var scores = scored.GetColumn<float[]>(output.Name).Single();
var best = Array.IndexOf(scores, scores.Max());

Console.WriteLine($"ML.NET:  class {best}, {output.Name} {scores[best]:0.####}");
Console.WriteLine($"VisEval: class {first.Class}, logit {first.Logit:0.####}, probability {first.Probability:0.####}");

// Why this class? Where the picture is hidden, does the score fall?
var heatmap = network.Explain(image, "grad-cam", best);
heatmap.Save("heatmap.png");
foreach (var score in network.Score(image, "grad-cam", ["deletion", "insertion"], best))
    Console.WriteLine($"  {score.Metric} {score.Name}: {score.Value:0.####}");
return best == first.Class ? 0 : 1;

internal sealed class Pixels
{
    public float[] Values { get; set; } = [];
}
