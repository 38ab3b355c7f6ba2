export {
  type Fusion,
  type FusionInput,
  featureNames,
  featureValues,
  fuse,
  gateNames,
  loadFusion,
  sigmoid,
} from './fusion.ts';
