// The derivative and the relevance of any ONNX image classifier, on the stock ONNX Runtime.
//
//   dotnet run --project samples/GradientsOfAnyNetwork -- MODEL.onnx

using System.Globalization;
using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length != 1)
{
    Console.Error.WriteLine("GradientsOfAnyNetwork MODEL.onnx");
    return 2;
}

using var model = OnnxModel.Open(args[0], new EngineOptions());
var (channels, height, width) = model.Input;
var random = new Random(0);
var image = new Tensor([.. Enumerable.Range(0, model.Input.Length).Select(_ => random.NextSingle())], 1, channels, height, width);

var target = model.Predict(image).Top1(0);
var input = model.InputTensor;
Console.WriteLine($"{channels}×{height}×{width}, {model.ClassCount} classes; of noise it makes class {target}.");

// The derivative of the class's logit by the input; any inner tensor or weight can stand there.
var pass = model.Gradient(image, [target], input);
Console.WriteLine($"gradient: largest {pass.Gradients[0].Values.Max(Math.Abs):g4}, logit {pass.Scores.Logit(0, target):g4}");

// The same pass with other rules: relevance is passed on where the derivative was. It begins with the logit, which it spreads over pixels.
var start = ModelExtensions.OneHot([target], model.ClassCount);
var relevance = model.Gradient(image, start, [input], Composites.EpsilonPlus(1e-6).FromScore()).Gradients[0];
Console.WriteLine($"lrp-epsilon-plus: sum {relevance.Values.Sum():g4}");

// DeepLIFT: multipliers against a black image; what they explain is the difference of the two logits.
var black = Tensor.Zeros(image.Shape);
var multipliers = model.Gradient(image, start, [input], RuleSet.DeepLift, black).Gradients[0];
var explained = multipliers.Values.Zip(image.Values, (m, x) => m * x).Sum();
var difference = model.Predict(image).Logit(0, target) - model.Predict(black).Logit(0, target);
Console.WriteLine($"deeplift: {explained:g4} explained of {difference:g4}");
return 0;
